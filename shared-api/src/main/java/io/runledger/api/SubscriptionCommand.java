package io.runledger.api;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What may be asked about an account's subscription. */
public sealed interface SubscriptionCommand extends AccountCommand {

    /**
     * A subscription begins, and its first period is paid.
     *
     * @param since when its first month began; null: now
     * @param zone where its days begin; null: in the policy's
     * @param evenIfOver whether it counts though the first period is over by now: it was paid in time, and is heard of late
     */
    record StartSubscription(
            AccountId account,
            SubscriptionId subscriptionId,
            String plan,
            BillingPeriod period,
            @Nullable Instant since,
            @Nullable ZoneId zone,
            boolean evenIfOver)
            implements SubscriptionCommand {

        public StartSubscription {
            Ids.requireId("planId", plan);
            since = since == null ? null : since.truncatedTo(ChronoUnit.MICROS);
        }

        public String fingerprint() {
            return Fingerprint.of("subscribe")
                    .with("plan", plan)
                    .with("period", period)
                    .with("since", since)
                    .with("zone", zone)
                    .text();
        }
    }

    /**
     * One more period of the subscription is paid.
     *
     * @param evenIfOver whether it counts though the period is over by now: it was paid in time, and is heard of late
     */
    record RenewSubscription(AccountId account, SubscriptionId subscriptionId, RenewalId renewalId, boolean evenIfOver)
            implements SubscriptionCommand {

        public String fingerprint() {
            return Fingerprint.of("renew").with("subscription", subscriptionId).text();
        }
    }

    /**
     * The subscriber wants another plan, or the same one again after cancelling.
     *
     * @param period null: as now
     */
    record ChangePlan(
            AccountId account,
            PlanChangeId changeId,
            String plan,
            @Nullable BillingPeriod period) implements SubscriptionCommand {

        public ChangePlan {
            Ids.requireId("planId", plan);
        }

        public String fingerprint() {
            return Fingerprint.of("change")
                    .with("plan", plan)
                    .with("period", period)
                    .text();
        }
    }

    /** Ends the subscription with the paid time; a repeat changes nothing. */
    record CancelSubscription(AccountId account) implements SubscriptionCommand {}

    /** Ends the subscription now, and what is left of its credits; a repeat changes nothing. */
    record StopSubscription(AccountId account, SubscriptionId subscriptionId) implements SubscriptionCommand {}
}
