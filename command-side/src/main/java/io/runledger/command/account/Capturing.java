package io.runledger.command.account;

import io.runledger.api.Credits;
import io.runledger.api.GrantId;
import io.runledger.api.Outcome.Captured;
import io.runledger.api.RejectionReason;
import io.runledger.api.Returned;
import io.runledger.api.RunCommand.CaptureRun;
import io.runledger.api.RunEvent.CreditsCaptured;
import io.runledger.api.RunLine;
import io.runledger.api.Taken;
import io.runledger.api.Usage;
import io.runledger.api.holdings.Comeback;
import io.runledger.api.holdings.Grant;
import io.runledger.api.holdings.Holdings;
import io.runledger.api.holdings.Reservation;
import io.runledger.api.policy.Policy.LateCapture;
import io.runledger.command.pricing.Price;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes what a run has cost: from its reservation, and what goes beyond that from whatever is available. A reservation
 * that has lapsed holds nothing any more, so that a late capture goes beyond it with all it costs.
 */
final class Capturing {

    private Capturing() {}

    static Decision decide(CaptureRun command, Situation situation) {
        return situation
                .holdings()
                .reservation(command.runId())
                .map(open -> capture(command, open, situation))
                .orElseGet(() -> situation.ofClosedRun(command.runId(), story -> closedRun(command, story, situation)));
    }

    private static Decision closedRun(CaptureRun command, RunStory story, Situation situation) {
        CreditsCaptured first = story.captured();
        if (first != null) {
            return Decision.repeatIfSame(
                    command.fingerprint(),
                    first.fingerprint(),
                    version -> outcome(first, version),
                    RejectionReason.RUN_CONFLICT,
                    "the capture of run " + command.runId());
        }
        if (story.refunded() != null || story.released() != null) {
            return Refusals.runConflict(command.runId(), "was refunded or released, and can't be captured any more");
        }
        return capture(command, lapsed(story), situation);
    }

    private static Reservation lapsed(RunStory story) {
        Reservation reserved = Reservation.of(story.reserved());
        return new Reservation(
                reserved.runId(),
                Credits.ZERO,
                List.of(),
                reserved.expiresAt(),
                reserved.lines(),
                reserved.member(),
                reserved.feature(),
                reserved.paidOnly(),
                reserved.rateCardVersion());
    }

    private static Decision capture(CaptureRun command, Reservation reservation, Situation situation) {
        Price price = priceOf(command, reservation, situation);
        return price instanceof Price.Lines priced
                ? capture(command, reservation, priced.lines(), situation)
                : Refusals.unpriced(price);
    }

    private static Decision capture(
            CaptureRun command, Reservation reservation, List<RunLine> lines, Situation situation) {
        Credits cost = RunLine.total(lines);
        if (cost.compareTo(Credits.MOST_PER_COMMAND) > 0) {
            return Refusals.runTooLarge(cost);
        }
        CreditsCaptured event = event(command, reservation, lines, cost, situation);
        return Decision.accept(event, version -> outcome(event, version));
    }

    private static Price priceOf(CaptureRun command, Reservation reservation, Situation situation) {
        Credits named = command.credits();
        if (named != null) {
            return new Price.Lines(RunLine.split(named, reservation.lines()));
        }
        return command.usage().isEmpty()
                ? new Price.Lines(reservation.lines())
                : priceOf(command.usage(), reservation, situation);
    }

    /** By the card that the run was reserved under; by the one in force where that has no price for it. */
    private static Price priceOf(List<Usage> usage, Reservation reservation, Situation situation) {
        Price then = Price.of(usage, situation.rateCard(reservation.rateCardVersion()));
        return then instanceof Price.Lines
                ? then
                : Price.of(usage, situation.policy().rateCard());
    }

    private static CreditsCaptured event(
            CaptureRun command, Reservation reservation, List<RunLine> lines, Credits cost, Situation situation) {
        Holdings holdings = situation.holdings();
        Use use = Use.of(reservation, cost);
        List<Returned> returned = Comeback.of(use.spare, holdings, situation.now());
        Allocation extra = beyond(cost.minus(Taken.total(use.used)), lines, reservation, situation);
        boolean owed = situation.policy().lateCapture() == LateCapture.DEBT;
        Credits debt = owed ? extra.missing() : Credits.ZERO;
        Credits shortfall = extra.missing().minus(debt);
        Credits captured = cost.minus(shortfall);
        return new CreditsCaptured(
                situation.now(),
                command.runId(),
                captured,
                reservation.credits(),
                RunLine.split(captured, lines),
                returned,
                extra.parts(),
                shortfall,
                debt,
                reservation.member(),
                reservation.feature(),
                captured.isPositive()
                        && extra.missing().isZero()
                        && extra.allPaid()
                        && use.used.stream().allMatch(part -> isPaid(part.grantId(), holdings)),
                command.fingerprint(),
                holdings.available()
                        .plus(Comeback.regained(returned))
                        .minus(extra.total())
                        .minus(debt));
    }

    /** What the reservation does not pay for: mostly nothing. */
    private static Allocation beyond(
            Credits credits, List<RunLine> lines, Reservation reservation, Situation situation) {
        if (credits.isZero()) {
            return Allocation.NONE;
        }
        Holdings holdings = situation.holdings();
        return Allocation.of(
                RunLine.split(credits, lines),
                reservation.feature(),
                holdings,
                situation.policy().burnDown(),
                reservation.paidOnly(),
                holdings.available());
    }

    private static boolean isPaid(GrantId grant, Holdings holdings) {
        return holdings.grant(grant).map(Grant::paid).orElseThrow();
    }

    /** What of a reservation is used, and what is not needed: it is used in the order in which it was taken. */
    private record Use(List<Taken> used, List<Taken> spare) {

        static Use of(Reservation reservation, Credits cost) {
            Use use = new Use(new ArrayList<>(), new ArrayList<>());
            Credits wanted = cost;
            for (Taken part : reservation.grants()) {
                Credits needed = part.credits().min(wanted);
                wanted = wanted.minus(needed);
                add(use.used, part, needed);
                add(use.spare, part, part.credits().minus(needed));
            }
            return use;
        }

        private static void add(List<Taken> parts, Taken part, Credits credits) {
            if (credits.isPositive()) {
                parts.add(new Taken(part.grantId(), part.source(), credits));
            }
        }
    }

    private static Captured outcome(CreditsCaptured event, long version) {
        return new Captured(
                event.runId(),
                event.credits(),
                Returned.total(event.returned()),
                event.shortfall(),
                event.debt(),
                event.lines(),
                event.available(),
                event.commercialUse(),
                version);
    }
}
