package io.runledger.command.account;

import io.runledger.api.AccountCommand.QuoteRun;
import io.runledger.api.Credits;
import io.runledger.api.Outcome.Quoted;
import io.runledger.api.Outcome.Reserved;
import io.runledger.api.RejectionReason;
import io.runledger.api.RunCommand.ReserveCredits;
import io.runledger.api.RunEvent.CreditsReserved;
import io.runledger.api.RunLine;
import io.runledger.command.pricing.Price;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sets credits aside for a run. */
final class Reserving {

    private Reserving() {}

    /**
     * @param lookFirst whether the store has said that the run's id was used before
     */
    static Decision decide(ReserveCredits command, Situation situation, boolean lookFirst) {
        boolean known = lookFirst
                || situation.knows(command.runId())
                || situation.memory().mustBeAsked();
        Decision decision = known ? repeat(command, situation) : reserve(command, situation);
        // A run that was accepted long ago and is forgotten must not be told that there are no credits for it now.
        return decision instanceof Decision.Refuse && !known
                ? situation
                        .memory()
                        .run(command.runId())
                        .map(story -> repeat(command, story))
                        .orElse(decision)
                : decision;
    }

    /** Tries the same, and sets nothing aside. */
    static Decision quote(QuoteRun command, Situation situation) {
        Price price = Price.of(command.usage(), situation.policy().rateCard());
        if (!(price instanceof Price.Lines priced)) {
            return Refusals.unpriced(price);
        }
        Credits cost = RunLine.total(priced.lines());
        boolean allowed = !situation.holdings().isClosed() && !needsPlan(priced.lines(), situation);
        Allocation allocation = Allocation.of(
                priced.lines(),
                command.feature(),
                situation.holdings(),
                situation.policy().burnDown(),
                command.paidOnly(),
                allowed && situation.holdings().debt().isZero() ? cost : Credits.ZERO);
        return new Decision.Repeat(version -> new Quoted(
                cost,
                priced.lines(),
                situation.policy().rateCard().version(),
                situation.available(),
                allocation.total(),
                allowed && allocation.missing().isZero(),
                version));
    }

    private static Decision repeat(ReserveCredits command, Situation situation) {
        return situation
                .memory()
                .run(command.runId())
                .map(story -> repeat(command, story))
                .orElseGet(() -> reserve(command, situation));
    }

    private static Decision repeat(ReserveCredits command, RunStory story) {
        CreditsReserved first = story.reserved();
        return Decision.repeatIfSame(
                command.fingerprint(),
                first.fingerprint(),
                version -> outcome(first, version),
                RejectionReason.RUN_CONFLICT,
                "run " + command.runId());
    }

    private static Decision reserve(ReserveCredits command, Situation situation) {
        if (situation.holdings().isClosed()) {
            return Refusals.closed();
        }
        Price price = command.credits() == null
                ? Price.of(command.usage(), situation.policy().rateCard())
                : Price.of(
                        command.credits(), command.model(), situation.policy().rateCard());
        return price instanceof Price.Lines priced
                ? reserve(command, priced.lines(), situation)
                : Refusals.unpriced(price);
    }

    private static Decision reserve(ReserveCredits command, List<RunLine> lines, Situation situation) {
        Credits cost = RunLine.total(lines);
        if (cost.compareTo(Credits.MOST_PER_COMMAND) > 0) {
            return Refusals.runTooLarge(cost);
        }
        if (needsPlan(lines, situation)) {
            return Refusals.planRequired(lines);
        }
        Optional<Decision> beyondBudget = Budgeting.objection(command.member(), cost, situation);
        if (beyondBudget.isPresent()) {
            return beyondBudget.get();
        }
        Credits spendable = situation.holdings().debt().isZero() ? cost : Credits.ZERO;
        Allocation allocation = Allocation.of(
                lines,
                command.feature(),
                situation.holdings(),
                situation.policy().burnDown(),
                command.paidOnly(),
                spendable);
        if (allocation.missing().isPositive()) {
            return insufficient(command, lines, cost, allocation, situation);
        }
        CreditsReserved event = event(command, lines, cost, allocation, situation);
        return Decision.accept(event, version -> outcome(event, version));
    }

    private static boolean needsPlan(List<RunLine> lines, Situation situation) {
        return situation.policy().proModelsNeedPlan()
                && !situation.holdings().isSubscribed()
                && lines.stream().anyMatch(line -> line.pro() && line.credits().isPositive());
    }

    private static CreditsReserved event(
            ReserveCredits command, List<RunLine> lines, Credits cost, Allocation allocation, Situation situation) {
        Duration timeToLive = command.timeToLive();
        return new CreditsReserved(
                situation.now(),
                command.runId(),
                cost,
                lines,
                allocation.parts(),
                command.member(),
                command.feature(),
                situation.now().plus(timeToLive == null ? situation.policy().reservationExpiry() : timeToLive),
                situation.policy().rateCard().version(),
                cost.isPositive() && allocation.allPaid(),
                command.paidOnly(),
                command.fingerprint(),
                situation.available().minus(cost));
    }

    private static Decision insufficient(
            ReserveCredits command, List<RunLine> lines, Credits cost, Allocation allocation, Situation situation) {
        Credits debt = situation.holdings().debt();
        String detail = debt.isPositive()
                ? "the account owes " + debt
                        + " credits; no run that costs anything starts until new credits have paid them"
                : "the run needs " + cost + " credits, and of those available only " + allocation.total()
                        + " may be set aside for it";
        return new Decision.Refuse(
                RejectionReason.INSUFFICIENT_CREDITS,
                detail,
                Map.of(
                        "available",
                        situation.available(),
                        "eligible",
                        allocation.total(),
                        "required",
                        cost,
                        "debt",
                        debt),
                Remedies.of(command, lines, cost, situation));
    }

    private static Reserved outcome(CreditsReserved event, long version) {
        return new Reserved(
                event.runId(),
                event.credits(),
                event.grants(),
                event.lines(),
                event.available(),
                event.expiresAt(),
                event.rateCardVersion(),
                event.commercialUse(),
                version);
    }
}
