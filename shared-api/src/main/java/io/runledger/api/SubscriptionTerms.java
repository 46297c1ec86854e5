package io.runledger.api;

/**
 * What a subscriber has been promised: the plan as it was when it was paid for. A policy that changes later changes
 * nothing until the next payment.
 *
 * @param plan its id in the policy
 * @param period how long is paid for at once
 * @param monthlyCredits what each month brings
 * @param rolloverMost the most that goes into the next month where the rollover is capped, else 0
 * @param graceDays how long it goes on after the paid time, waiting for a payment that comes late
 */
public record SubscriptionTerms(
        String plan,
        BillingPeriod period,
        Credits monthlyCredits,
        Rollover rollover,
        Credits rolloverMost,
        int graceDays) {

    public boolean rollsOver() {
        return rollover != Rollover.NONE;
    }

    /** How much of what is left of a month goes into the next. */
    public Credits rolledOver(Credits left) {
        return switch (rollover) {
            case NONE -> Credits.ZERO;
            case CAPPED -> left.min(rolloverMost);
            case ALL -> left;
        };
    }
}
