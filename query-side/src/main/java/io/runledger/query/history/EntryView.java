package io.runledger.query.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.runledger.api.Credits;
import io.runledger.api.RunLine;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of an account's history. */
@Schema(name = "HistoryEntry")
record EntryView(
        @Schema(description = "The number of the event: 0 for the account's first")
        long version,

        Instant at,

        @Schema(
                allowableValues = {
                    "opened",
                    "closed",
                    "erased",
                    "daily-grant",
                    "granted",
                    "purchased",
                    "expired",
                    "rolled-over",
                    "voided",
                    "subscription-started",
                    "subscription-credits",
                    "subscription-renewed",
                    "plan-changed",
                    "subscription-cancelled",
                    "subscription-ended",
                    "budget-set",
                    "budget-raised",
                    "budget-removed",
                    "alerts-configured",
                    "low-balance",
                    "expiring",
                    "clawed-back",
                    "reinstated",
                    "refund-requested",
                    "purchase-refunded",
                    "refund-failed",
                    "auto-top-up-configured",
                    "auto-top-up-triggered",
                    "auto-top-up-declined",
                    "auto-top-up-needs-payer",
                    "auto-top-up-switched-off",
                    "reserved",
                    "captured",
                    "refunded",
                    "released",
                    "lapsed"
                })
        String kind,

        @Schema(description = "What the entry is about; never below zero")
        Credits credits,

        @Schema(description = "What was available, less debt")
        Credits before,

        @Schema(description = "What is available with it, less debt")
        Credits after,

        @Nullable String runId,
        @Nullable String grantId,

        @Schema(description = "The blocks of the run with what each of them cost")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<RunLine> lines,

        @Nullable String member,
        @Nullable String feature) {}
