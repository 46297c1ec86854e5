package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.runledger.api.Subscription.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as people are shown it.
 *
 * @param state active, cancelled (it ends with the paid time), lapsed (no payment came in time) or ended
 * @param monthlyCredits what the next month brings
 * @param nextCreditsAt when that is; null if none comes. Where the paid time is over then, it comes with the payment
 * @param renewsAt when the next payment is due; null where it isn't to go on
 * @param endsAt when it ends, or ended; null while it is active
 * @param nextPlan the plan from the next payment on; null: the same
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SubscriptionView(
        SubscriptionId subscriptionId,
        String plan,
        BillingPeriod period,
        State state,
        Instant since,
        Credits monthlyCredits,
        @Nullable Instant nextCreditsAt,
        @Nullable Instant renewsAt,
        @Nullable Instant endsAt,
        @Nullable String nextPlan,
        @Nullable BillingPeriod nextPeriod) {

    /** The plan that is active; null where there is none. */
    public static @Nullable String planOf(@Nullable SubscriptionView subscription) {
        if (subscription == null) {
            return null;
        }
        boolean goesOn = subscription.state == State.ACTIVE || subscription.state == State.CANCELLED;
        return goesOn ? subscription.plan : null;
    }

    public static SubscriptionView of(Subscription subscription) {
        boolean active = subscription.state() == State.ACTIVE;
        boolean another = active || !subscription.isOver() && subscription.monthIsComing();
        SubscriptionTerms next = subscription.next();
        return new SubscriptionView(
                subscription.id(),
                subscription.terms().plan(),
                subscription.terms().period(),
                subscription.state(),
                subscription.since(),
                subscription.termsOf(subscription.monthsGranted()).monthlyCredits(),
                another ? subscription.startOf(subscription.monthsGranted()) : null,
                active ? subscription.paidUntil() : null,
                active ? null : subscription.endsAt(),
                next == null ? null : next.plan(),
                next == null ? null : next.period());
    }
}
