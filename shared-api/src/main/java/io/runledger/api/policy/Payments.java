package io.runledger.api.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What holds once money was paid.
 *
 * @param refundWindow how long after a purchase what is not used of it can be given back; null: never
 * @param automaticTax whether the payment provider adds the tax; it doesn't unless the file says so
 * @param autoTopUpTries how often a declined card is tried before the account buys no more by itself; 3 unless the file
 *     says otherwise
 */
public record Payments(@Nullable Duration refundWindow, boolean automaticTax, int autoTopUpTries) {

    /** No refunds, no tax. */
    public static final Payments USUAL = new Payments(null, false, 0);

    private static final int USUAL_TRIES = 3;
    private static final int MOST_TRIES = 10;
    private static final Duration LONGEST_WINDOW = Duration.ofDays(3_650);

    public Payments {
        PolicyProblem.require(
                refundWindow == null || Policy.isWithin(refundWindow, LONGEST_WINDOW),
                "payments: refundWindow must be above 0 and at most 3650 days",
                "refundWindow");
        autoTopUpTries = autoTopUpTries == 0 ? USUAL_TRIES : autoTopUpTries;
        PolicyProblem.require(
                autoTopUpTries > 0 && autoTopUpTries <= MOST_TRIES,
                "payments: autoTopUpTries must be from 1 to " + MOST_TRIES,
                "autoTopUpTries");
    }
}
