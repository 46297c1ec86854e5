package io.runledger.command.account;

import io.runledger.api.Keys;
import io.runledger.api.RejectionReason;
import io.runledger.api.Subscription;
import io.runledger.api.Subscription.State;
import io.runledger.api.SubscriptionCommand.RenewSubscription;
import io.runledger.api.SubscriptionEvent.SubscriptionRenewed;
import io.runledger.api.SubscriptionTerms;
import io.runledger.api.policy.Policy;
import java.time.Duration;
import java.util.Optional;

/** Books that one more period of a subscription is paid. A payment that comes late takes a lapsed one up again. */
final class Renewing {

    /** Enough for any payment in advance, and a bound for what one mistake can promise. */
    private static final Duration FARTHEST = Duration.ofDays(3 * 366);

    private Renewing() {}

    static Decision decide(RenewSubscription command, Situation situation) {
        return situation
                .memory()
                .event(Keys.renewal(command.renewalId()), SubscriptionRenewed.class)
                .map(first -> Decision.repeatIfSame(
                        command.fingerprint(),
                        first.fingerprint(),
                        version -> Subscribing.asItIs(first, situation, version),
                        RejectionReason.ID_CONFLICT,
                        "renewal " + command.renewalId()))
                .orElseGet(() -> renew(command, situation));
    }

    private static Decision renew(RenewSubscription command, Situation situation) {
        if (situation.holdings().isClosed()) {
            return Refusals.closed();
        }
        Optional<Subscription> renewable = situation
                .holdings()
                .subscription()
                .filter(subscription -> subscription.id().equals(command.subscriptionId()))
                .filter(subscription -> subscription.state() != State.ENDED);
        return renewable
                .map(subscription -> renew(command, subscription, situation))
                .orElseGet(() -> Subscribing.unknown(command.subscriptionId() + " that goes on"));
    }

    private static Decision renew(RenewSubscription command, Subscription subscription, Situation situation) {
        Subscription renewed = subscription.renewed(terms(subscription, situation.policy()));
        if (!command.evenIfOver() && !renewed.paidUntil().isAfter(situation.now())) {
            return Decision.refuse(
                    RejectionReason.SUBSCRIPTION_CONFLICT,
                    "the period that this would pay for is over since " + renewed.paidUntil()
                            + "; start a new subscription");
        }
        if (renewed.paidUntil().isAfter(situation.now().plus(FARTHEST))) {
            return Decision.refuse(
                    RejectionReason.LIMIT_EXCEEDED,
                    "it would be paid until " + renewed.paidUntil() + "; three years ahead is the most");
        }
        return Granting.bringIn(
                renewed.creditsToCome(),
                situation,
                () -> Subscribing.booked(
                        situation,
                        new SubscriptionRenewed(
                                situation.now(),
                                command.renewalId(),
                                renewed,
                                command.fingerprint(),
                                situation.available())));
    }

    /** The plan as it is now; as it was promised, if it is sold no more, or what comes next is paid for already. */
    private static SubscriptionTerms terms(Subscription subscription, Policy policy) {
        SubscriptionTerms promised = subscription.renewalTerms();
        return subscription.nextIsPaid()
                ? promised
                : policy.plan(promised.plan())
                        .filter(plan -> plan.prices().containsKey(promised.period()))
                        .map(plan -> plan.terms(promised.period()))
                        .orElse(promised);
    }
}
