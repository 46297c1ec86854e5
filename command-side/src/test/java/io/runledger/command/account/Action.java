package io.runledger.command.account;

import io.runledger.api.AccountCommand;
import io.runledger.api.BillingPeriod;
import io.runledger.api.BudgetPeriod;
import io.runledger.api.Usage;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** One step of a random story: something is asked of the account, or time passes. */
sealed interface Action {

    record Ask(AccountCommand command) implements Action {}

    record Wait(Duration duration) implements Action {}

    /** The same, and subscriptions, over months. */
    static Arbitrary<Action> withSubscriptions() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, runs()),
                Tuple.of(1, grants()),
                Tuple.of(4, subscriptions()),
                Tuple.of(1, upkeep()),
                Tuple.of(2, waits(Duration.ofDays(40))),
                Tuple.of(1, waits(Duration.ofHours(30))));
    }

    private static Arbitrary<Action> subscriptions() {
        Arbitrary<String> ids = Arbitraries.of("s1", "s2", "s3");
        Arbitrary<String> plans = Arbitraries.of("basic", "plus", "keeper", "saver");
        Arbitrary<String> changes = Arbitraries.integers().between(1, 20).map(number -> "c" + number);
        return Combinators.combine(
                        ids,
                        plans,
                        Arbitraries.of(BillingPeriod.class),
                        changes,
                        Arbitraries.integers().between(0, 7))
                .as((id, plan, period, change, kind) -> switch (kind) {
                    case 0, 1 -> new Ask(Requests.subscribe(id, plan, period));
                    case 2, 3 -> new Ask(Requests.renew(id, change));
                    case 4 -> new Ask(Requests.changePlan(change, plan));
                    case 5 -> new Ask(Requests.changePlan(change, plan, period));
                    case 6 -> new Ask(Requests.cancelSubscription());
                    default -> new Ask(Requests.stopSubscription(id));
                });
    }

    /** Everything that can be asked. Few ids and small amounts, so that steps meet. */
    static Arbitrary<Action> anything() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, runs()),
                Tuple.of(2, grants()),
                Tuple.of(2, budgets()),
                Tuple.of(1, upkeep()),
                Tuple.of(1, waits(Duration.ofHours(30))));
    }

    /** Only what the simple model knows: credits that are all alike and never expire. */
    static Arbitrary<Action> plain() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, plainRuns()), Tuple.of(1, purchases()), Tuple.of(1, waits(Duration.ofMinutes(30))));
    }

    private static Arbitrary<Action> plainRuns() {
        return Combinators.combine(runIds(), amounts(), Arbitraries.integers().between(0, 4))
                .as((run, amount, kind) -> switch (kind) {
                    case 0, 1 -> new Ask(Requests.reserve(run, amount));
                    case 2 -> new Ask(Requests.capture(run, amount));
                    case 3 -> new Ask(Requests.refund(run));
                    default -> new Ask(Requests.release(run));
                });
    }

    private static Arbitrary<Action> runs() {
        return Combinators.combine(runIds(), amounts(), Arbitraries.integers().between(0, 8))
                .as((run, amount, kind) -> switch (kind) {
                    case 0, 1 -> new Ask(Requests.reserve(run, amount));
                    case 2 -> new Ask(Requests.reserveUsage(run, Usage.of("flux", 2), Usage.of("flux-pro", 1)));
                    case 3 -> new Ask(Requests.reservePaidOnly(run, amount));
                    case 4 -> new Ask(Requests.reserveFor(run, amount, Duration.ofDays(2)));
                    case 5 -> new Ask(Requests.capture(run));
                    case 6 -> new Ask(Requests.capture(run, amount));
                    case 7 -> new Ask(Requests.refund(run));
                    default -> new Ask(Requests.release(run));
                });
    }

    private static Arbitrary<Action> grants() {
        Arbitrary<String> ids = Arbitraries.of("a", "b", "c", "d");
        return Combinators.combine(ids, amounts(), Arbitraries.integers().between(0, 3))
                .as((id, amount, kind) -> switch (kind) {
                    case 0 -> new Ask(Requests.buy(id, amount));
                    case 1 -> new Ask(Requests.promote(id, amount));
                    case 2 -> new Ask(Requests.promoteUntil(id, amount, "2026-03-03T12:00:00Z"));
                    default -> new Ask(Requests.voidGrant(id));
                });
    }

    private static Arbitrary<Action> purchases() {
        return Combinators.combine(Arbitraries.integers().between(0, 1_000), amounts())
                .as((id, amount) -> new Ask(Requests.buy("p" + id, amount)));
    }

    private static Arbitrary<Action> budgets() {
        return Combinators.combine(
                        runIds(),
                        amounts(),
                        Arbitraries.of(BudgetPeriod.class),
                        Arbitraries.integers().between(0, 4))
                .as((id, amount, period, kind) -> switch (kind) {
                    case 0 -> new Ask(Requests.budget("mia", amount, period));
                    case 1 -> new Ask(Requests.raiseBudget(id, "mia", amount));
                    case 2 -> new Ask(Requests.removeBudget("mia"));
                    default -> new Ask(Requests.reserveBy("mia", id, amount));
                });
    }

    /** Money of purchases goes back and comes again, as it likes. */
    private static Arbitrary<Action> payments() {
        Arbitrary<String> purchases = Arbitraries.of("start", "a", "b", "c");
        Arbitrary<String> money = Arbitraries.of("0", "0.01", "3.33", "5", "10");
        return Combinators.combine(
                        purchases,
                        money,
                        money,
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(0, 5))
                .as((purchase, refunded, disputed, refund, kind) -> switch (kind) {
                    case 0, 1, 2 -> new Ask(Requests.follow(purchase, refunded, disputed));
                    case 3 -> new Ask(Requests.refundPurchase("x" + refund, purchase, refunded, "0"));
                    case 4 -> new Ask(Requests.endRefund("x" + refund, purchase, refund % 2 == 0));
                    default -> new Ask(Requests.autoTopUp("8", 2, 3));
                });
    }

    /** The same as anything, with payments. */
    static Arbitrary<Action> withPayments() {
        return Arbitraries.frequencyOf(Tuple.of(2, anything()), Tuple.of(1, payments()));
    }

    private static Arbitrary<Action> upkeep() {
        return Arbitraries.of(new Ask(Requests.dailyGrant()), new Ask(Requests.bookDue()));
    }

    private static Arbitrary<Action> waits(Duration longest) {
        return Arbitraries.longs()
                .between(1, longest.toSeconds())
                .map(seconds -> new Wait(Duration.ofSeconds(seconds)));
    }

    private static Arbitrary<String> runIds() {
        return Arbitraries.integers().between(1, 8).map(number -> "r" + number);
    }

    private static Arbitrary<String> amounts() {
        return Arbitraries.of("0.000001", "0.333333", "1", "2.5", "4", "7", "10", "25");
    }
}
