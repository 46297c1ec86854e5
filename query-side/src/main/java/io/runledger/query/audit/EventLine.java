package io.runledger.query.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.runledger.eventstore.StoredEvent;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event as it is stored, on one line. */
@Schema(name = "StoredEvent")
record EventLine(
        @Schema(description = "Its place among all events") long position,
        String account,

        @Schema(description = "Its place among the account's events, from 0")
        long version,

        Instant at,
        @Schema(description = "The stored, logical type") String type,
        String revision,

        @Schema(description = "The idempotency key that it used up") @Nullable
        String key,

        @Schema(types = "object", implementation = Object.class, description = "Exactly as stored") @JsonRawValue
        String payload,

        @Schema(types = "object", implementation = Object.class, description = "Exactly as stored") @JsonRawValue
        String metadata) {

    static EventLine of(StoredEvent event, @Nullable String key) {
        return new EventLine(
                event.position(),
                event.aggregate(),
                event.sequence(),
                event.timestamp(),
                event.type(),
                event.revision(),
                key,
                event.payload(),
                event.metadata());
    }
}
