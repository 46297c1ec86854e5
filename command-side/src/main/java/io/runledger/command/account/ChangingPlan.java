package io.runledger.command.account;

import io.runledger.api.BillingPeriod;
import io.runledger.api.Credits;
import io.runledger.api.Keys;
import io.runledger.api.RejectionReason;
import io.runledger.api.Scope;
import io.runledger.api.Subscription;
import io.runledger.api.SubscriptionCommand.ChangePlan;
import io.runledger.api.SubscriptionEvent.PlanChanged;
import io.runledger.api.SubscriptionEvent.SubscriptionCreditsGranted;
import io.runledger.api.SubscriptionTerms;
import io.runledger.api.holdings.Holdings;
import java.util.Objects;

/**
 * Changes the plan of a subscription. More credits a month begin at once, with the difference for the month that runs;
 * fewer, or another period, begin with the next payment, so that nobody loses what is paid for.
 */
final class ChangingPlan {

    private ChangingPlan() {}

    static Decision decide(ChangePlan command, Situation situation) {
        return situation
                .memory()
                .event(Keys.planChange(command.changeId()), PlanChanged.class)
                .map(first -> Decision.repeatIfSame(
                        command.fingerprint(),
                        first.fingerprint(),
                        version -> Subscribing.asItIs(first, situation, version),
                        RejectionReason.ID_CONFLICT,
                        "change " + command.changeId()))
                .orElseGet(() -> change(command, situation));
    }

    private static Decision change(ChangePlan command, Situation situation) {
        Holdings holdings = situation.holdings();
        if (!holdings.isSubscribed()) {
            return Subscribing.unknown("whose plan could be changed");
        }
        Subscription subscription = holdings.subscription().orElseThrow();
        if (subscription.nextIsPaid()) {
            return Decision.refuse(
                    RejectionReason.SUBSCRIPTION_CONFLICT,
                    "a change of plan is paid for already, and takes effect at "
                            + subscription.startOf(subscription.nextFrom()));
        }
        BillingPeriod period = Objects.requireNonNullElse(
                command.period(), subscription.renewalTerms().period());
        return Subscribing.ofPlan(
                command.plan(),
                period,
                situation.policy(),
                plan -> change(command, subscription, plan.terms(period), situation));
    }

    private static Decision change(
            ChangePlan command, Subscription subscription, SubscriptionTerms wanted, Situation situation) {
        if (isSamePlan(wanted, subscription.terms())) {
            return Subscribing.booked(
                    situation, changed(command, subscription.changedNow(subscription.terms()), situation));
        }
        return isUpgrade(wanted, subscription.terms()) && isWithinPaidMonth(subscription, situation)
                ? upgrade(command, subscription, wanted, situation)
                : Subscribing.booked(situation, changed(command, subscription.changedAtRenewal(wanted), situation));
    }

    private static Decision upgrade(
            ChangePlan command, Subscription subscription, SubscriptionTerms wanted, Situation situation) {
        Credits difference = wanted.monthlyCredits().minus(subscription.terms().monthlyCredits());
        Subscription upgraded = subscription.changedNow(wanted);
        return Granting.bringIn(
                difference.plus(upgraded.creditsToCome()),
                situation,
                () -> Subscribing.booked(
                        situation,
                        changed(command, upgraded, situation),
                        new SubscriptionCreditsGranted(
                                situation.now(),
                                upgraded.monthsGranted() - 1,
                                upgraded.nextGrantId(),
                                difference,
                                Granting.paysDebt(difference, situation),
                                Scope.EVERYTHING,
                                upgraded.endOfMonthGranted(),
                                upgraded.oneMoreGrant(),
                                situation.available().plus(difference))));
    }

    private static PlanChanged changed(ChangePlan command, Subscription subscription, Situation situation) {
        return new PlanChanged(
                situation.now(), command.changeId(), subscription, command.fingerprint(), situation.available());
    }

    private static boolean isSamePlan(SubscriptionTerms wanted, SubscriptionTerms terms) {
        return wanted.plan().equals(terms.plan()) && wanted.period() == terms.period();
    }

    private static boolean isUpgrade(SubscriptionTerms wanted, SubscriptionTerms terms) {
        return wanted.period() == terms.period() && wanted.monthlyCredits().compareTo(terms.monthlyCredits()) > 0;
    }

    private static boolean isWithinPaidMonth(Subscription subscription, Situation situation) {
        return subscription.monthsGranted() > 0
                && situation.now().isBefore(subscription.startOf(subscription.monthsGranted()));
    }
}
