package io.runledger.command.account;

import io.runledger.api.AccountEvent;
import io.runledger.api.Credits;
import io.runledger.api.RunEvent.ReservationExpired;
import io.runledger.api.RunId;
import io.runledger.api.holdings.Due;
import io.runledger.api.holdings.Holdings;
import io.runledger.api.policy.Policy;
import io.runledger.api.policy.RateCard;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * All that a decision is made from.
 *
 * @param due what has fallen due and is not booked yet
 * @param recentRuns ids that lately were those of runs now closed
 * @param budgets what members may spend, with what has fallen due
 * @param sales what was bought, with what has fallen due
 * @param autoTopUps when the account buys by itself
 * @param thresholds below which the owner is told that credits run low, the highest first
 * @param now the instant of the decision, and of its events
 * @param memory what the account has stored and does not keep in mind
 * @param rateCards the card of a version
 */
record Situation(
        Due due,
        RecentRuns recentRuns,
        Budgets budgets,
        Sales sales,
        AutoTopUps autoTopUps,
        List<Credits> thresholds,
        Policy policy,
        Instant now,
        Memory memory,
        IntFunction<RateCard> rateCards) {

    /** What the account holds, with what has fallen due. */
    Holdings holdings() {
        return due.holdings();
    }

    /** The card that prices were made by; the one in force where nobody knows it any more. */
    RateCard rateCard(int version) {
        RateCard inForce = policy.rateCard();
        return version == inForce.version() ? inForce : rateCards.apply(version);
    }

    Credits available() {
        return holdings().available();
    }

    /** The events of one type among those that have fallen due. */
    <E extends AccountEvent> List<E> due(Class<E> type) {
        return due.events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Whether the account has the run in mind: open, lapsed just now, or closed lately. */
    boolean knows(RunId run) {
        return holdings().reservation(run).isPresent()
                || recentRuns.contains(run)
                || due(ReservationExpired.class).stream()
                        .anyMatch(lapsed -> lapsed.runId().equals(run));
    }

    /** Decides about a run that is not open by what became of it; a run that never was is refused. */
    Decision ofClosedRun(RunId run, Function<RunStory, Decision> deciding) {
        return memory.run(run).map(deciding).orElseGet(() -> Refusals.unknownRun(run));
    }
}
