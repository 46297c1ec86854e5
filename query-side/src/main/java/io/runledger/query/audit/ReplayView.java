package io.runledger.query.audit;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A replay as it stands. */
@Schema(name = "Replay")
record ReplayView(
        String id,

        @Schema(description = "balance, history, analytics or all")
        String projection,

        @Schema(allowableValues = {"running", "done", "failed", "cancelled"})
        String state,

        @Schema(description = "Events handled so far") long processed,
        @Schema(description = "Events to be handled") long total,
        long eventsPerSecond,
        @Schema(description = "At most a thousand of them") List<Difference> differences,
        @Schema(description = "All of them") long differenceCount,
        Instant startedAt,
        @Nullable Instant finishedAt,

        @Schema(description = "The position that each projection had come to, and was replayed up to")
        Map<String, Long> position,

        @Schema(description = "Why it failed") @Nullable String error) {}
