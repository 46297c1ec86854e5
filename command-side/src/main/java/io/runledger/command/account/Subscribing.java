package io.runledger.command.account;

import io.runledger.api.AccountEvent;
import io.runledger.api.BillingPeriod;
import io.runledger.api.Keys;
import io.runledger.api.Outcome.Subscribed;
import io.runledger.api.RejectionReason;
import io.runledger.api.Subscription;
import io.runledger.api.SubscriptionCommand.StartSubscription;
import io.runledger.api.SubscriptionEvent;
import io.runledger.api.SubscriptionEvent.SubscriptionStarted;
import io.runledger.api.SubscriptionView;
import io.runledger.api.holdings.Due;
import io.runledger.api.holdings.Holdings;
import io.runledger.api.policy.Plan;
import io.runledger.api.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** Begins subscriptions. */
final class Subscribing {

    private Subscribing() {}

    static Decision decide(StartSubscription command, Situation situation) {
        return situation
                .memory()
                .event(Keys.subscription(command.subscriptionId()), SubscriptionStarted.class)
                .map(first -> Decision.repeatIfSame(
                        command.fingerprint(),
                        first.fingerprint(),
                        version -> asItIs(first, situation, version),
                        RejectionReason.ID_CONFLICT,
                        "subscription " + command.subscriptionId()))
                .orElseGet(() -> start(command, situation));
    }

    private static Decision start(StartSubscription command, Situation situation) {
        if (situation.holdings().isSubscribed()) {
            return Decision.refuse(
                    RejectionReason.ALREADY_SUBSCRIBED,
                    "the account has the subscription "
                            + situation.holdings().subscription().orElseThrow().id()
                            + "; change its plan, or stop it first");
        }
        return ofPlan(command.plan(), command.period(), situation.policy(), plan -> start(command, plan, situation));
    }

    private static Decision start(StartSubscription command, Plan plan, Situation situation) {
        Instant since = Objects.requireNonNullElse(command.since(), situation.now());
        Subscription subscription = Subscription.started(
                command.subscriptionId(),
                plan.terms(command.period()),
                since,
                Objects.requireNonNullElse(command.zone(), situation.policy().zone()));
        boolean over = !command.evenIfOver() && !subscription.paidUntil().isAfter(situation.now());
        if (since.isAfter(situation.now()) || over) {
            return Decision.refuse(
                    RejectionReason.SUBSCRIPTION_CONFLICT,
                    "since is " + since + ", and it is " + situation.now()
                            + " now; it must not lie ahead, and the first period must not be over");
        }
        return Granting.bringIn(
                subscription.creditsToCome(),
                situation,
                () -> booked(
                        situation,
                        new SubscriptionStarted(
                                situation.now(), subscription, command.fingerprint(), situation.available())));
    }

    /** The plan, if the policy has it and sells it for this period; else a refusal. */
    static Decision ofPlan(String id, BillingPeriod period, Policy policy, Function<Plan, Decision> deciding) {
        return policy.plan(id)
                .map(plan -> plan.prices().containsKey(period)
                        ? deciding.apply(plan)
                        : Decision.refuse(
                                RejectionReason.UNKNOWN_PLAN,
                                "plan " + id + " is not sold " + period.wireName() + "; it is sold "
                                        + plan.prices().keySet().stream()
                                                .map(BillingPeriod::wireName)
                                                .toList()))
                .orElseGet(() -> Decision.refuse(
                        RejectionReason.UNKNOWN_PLAN,
                        "there is no plan " + id + "; there are "
                                + policy.plans().stream().map(Plan::id).toList()));
    }

    /** Accepts some events, and with them whatever falls due because of them, such as the credits of the first month. */
    static Decision booked(Situation situation, AccountEvent... decided) {
        Holdings holdings = situation.holdings().copy();
        List.of(decided).forEach(holdings::apply);
        Due due = Due.of(holdings, situation.policy(), situation.now());
        List<AccountEvent> events =
                Stream.concat(Stream.of(decided), due.events().stream()).toList();
        return new Decision.Accept(events, version -> outcome(due.holdings(), version));
    }

    /** The answer to a repeat: the subscription as it is now, or, where there is another since, as it began. */
    static Subscribed asItIs(SubscriptionEvent first, Situation situation, long version) {
        Subscription subscription = situation
                .holdings()
                .subscription()
                .filter(now -> now.id().equals(first.subscription().id()))
                .orElse(first.subscription());
        return new Subscribed(SubscriptionView.of(subscription), situation.available(), version);
    }

    static Subscribed outcome(Holdings holdings, long version) {
        return new Subscribed(
                SubscriptionView.of(holdings.subscription().orElseThrow()), holdings.available(), version);
    }

    static Decision unknown(String which) {
        return Decision.refuse(RejectionReason.UNKNOWN_SUBSCRIPTION, "the account has no subscription " + which);
    }
}
