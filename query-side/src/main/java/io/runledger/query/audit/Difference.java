package io.runledger.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A row that is not what the events make of it.
 *
 * @param table that of the row; {@code parked} for an event that could not be handled
 */
@Schema(name = "Difference")
@JsonInclude(JsonInclude.Include.ALWAYS)
record Difference(
        String projection,
        String table,

        @Schema(types = "object", implementation = Object.class, description = "The row's primary key") @JsonRawValue
        String key,

        @Schema(
                types = {"object", "null"},
                implementation = Object.class,
                description = "The live row; null: there is none")
        @JsonRawValue
        @Nullable
        String live,

        @Schema(
                implementation = Object.class,
                nullable = true,
                description = "What the replay made; null: there is no such row")
        @JsonRawValue
        @Nullable
        String replayed) {}
