package io.runledger.api;

import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;

/** Something became of an account's subscription. Each event holds the whole subscription as it is from then on. */
public sealed interface SubscriptionEvent extends AccountEvent {

    Subscription subscription();

    @Override
    default Credits credits() {
        return Credits.ZERO;
    }

    @Override
    default Effect effect() {
        return Effect.NONE;
    }

    /** It began, and its first period is paid. */
    @Revision("1")
    record SubscriptionStarted(Instant at, Subscription subscription, String fingerprint, Credits available)
            implements SubscriptionEvent {

        @Override
        public String key() {
            return Keys.subscription(subscription.id());
        }
    }

    /**
     * A month brought its credits, or a larger plan the difference to those that the month had brought.
     *
     * @param month counted from 0
     */
    @Revision("1")
    record SubscriptionCreditsGranted(
            Instant at,
            int month,
            GrantId grantId,
            Credits credits,
            Credits debtPaid,
            Scope scope,
            Instant expiresAt,
            Subscription subscription,
            Credits available)
            implements SubscriptionEvent {

        @Override
        public String key() {
            return grantId.openingKey();
        }

        @Override
        public List<NewGrant> newGrants() {
            return List.of(new NewGrant(grantId, Source.SUBSCRIPTION, credits, debtPaid, true, scope, expiresAt));
        }

        @Override
        public Effect effect() {
            return Effect.NONE.withGrant(newGrants().get(0));
        }
    }

    /** One more period is paid. */
    @Revision("1")
    record SubscriptionRenewed(
            Instant at, RenewalId renewalId, Subscription subscription, String fingerprint, Credits available)
            implements SubscriptionEvent {

        @Override
        public String key() {
            return Keys.renewal(renewalId);
        }
    }

    /** Its plan changed, or will with the next payment. */
    @Revision("1")
    record PlanChanged(
            Instant at, PlanChangeId changeId, Subscription subscription, String fingerprint, Credits available)
            implements SubscriptionEvent {

        @Override
        public String key() {
            return Keys.planChange(changeId);
        }
    }

    /** It ends with the paid time. */
    @Revision("1")
    record SubscriptionCancelled(Instant at, Subscription subscription, Credits available)
            implements SubscriptionEvent {}

    /**
     * It brings nothing any more: no payment came in time, or it was cancelled and the paid time is over, or an operator
     * stopped it, or the account was closed.
     *
     * @param endedAt when, which may be before it was noticed
     */
    @Revision("1")
    record SubscriptionEnded(Instant at, Instant endedAt, Subscription subscription, Credits available)
            implements SubscriptionEvent {}
}
