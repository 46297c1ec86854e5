package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an account that hasn't enough credits can do about it.
 *
 * @param nextCreditsAt when credits that may pay for the run come by themselves; null if none do
 * @param resetsAt when the budget begins anew that is in the way; null if none is
 * @param purchases each of which would do, the smallest first
 * @param plans each of which would do, the smallest first
 */
public record Remedy(
        @Nullable Instant nextCreditsAt, @Nullable Instant resetsAt, List<Purchase> purchases, List<Upgrade> plans) {

    /** Nothing but to wait. */
    public static Remedy waitUntil(Instant resetsAt) {
        return new Remedy(null, resetsAt, List.of(), List.of());
    }

    /**
     * Something to buy.
     *
     * @param packageId null for an amount of the buyer's own
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Purchase(@Nullable String packageId, Credits credits) {}

    /** A plan to subscribe to, or to change to. */
    public record Upgrade(String planId, Credits monthlyCredits) {}
}
