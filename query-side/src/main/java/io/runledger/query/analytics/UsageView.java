package io.runledger.query.analytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.runledger.api.Credits;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Usage, grouped. */
@Schema(name = "Usage")
record UsageView(
        List<Row> rows,

        @Schema(description = "Every event up to this instant is counted; null: none is yet", nullable = true)
        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Nullable
        Instant asOf) {

    /** One group. What it was not grouped by is absent; a null stands for runs that named none. */
    @Schema(name = "UsageRow")
    record Row(
            @Schema(type = "string", nullable = true) @Nullable
            Group model,

            @Schema(type = "string", nullable = true) @Nullable
            Group member,

            @Schema(type = "string", nullable = true) @Nullable
            Group feature,

            @Schema(type = "string", format = "date") @Nullable
            Group day,

            @Schema(description = "Captured runs; a run of several models counts once at each of them")
            long runs,

            @Schema(description = "Failed runs") long failed,

            @Schema(description = "What the captured runs cost")
            Credits credits,

            @Schema(description = "What captured runs had cost that failed afterwards, on the day when they did")
            Credits refunded) {}

    /** The value of a group, which may be that there is none. */
    record Group(@JsonValue @Nullable String value) {}
}
