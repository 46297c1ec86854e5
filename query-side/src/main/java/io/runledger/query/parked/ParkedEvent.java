package io.runledger.query.parked;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** An event that a projection has set aside. */
@Schema(name = "ParkedEvent")
public record ParkedEvent(
        String projection,
        String account,
        long version,
        @Schema(description = "The event's stored type") String type,

        @Schema(description = "Why it could not be handled, or that it waits behind one that could not")
        String reason,

        Instant since) {}
