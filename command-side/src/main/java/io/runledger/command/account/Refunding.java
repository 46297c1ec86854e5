package io.runledger.command.account;

import io.runledger.api.Outcome.RunReturned;
import io.runledger.api.RejectionReason;
import io.runledger.api.RunCommand.RefundRun;
import io.runledger.api.RunEvent.CreditsCaptured;
import io.runledger.api.RunEvent.RunFailedRefunded;
import java.time.Instant;

/** Gives a failed run's credits back, whether they are still reserved or were captured. */
final class Refunding {

    private Refunding() {}

    static Decision decide(RefundRun command, Situation situation) {
        return situation
                .holdings()
                .reservation(command.runId())
                .map(open -> accept(RefundedRun.reserved(open), command, situation))
                .orElseGet(() -> situation.ofClosedRun(command.runId(), story -> closedRun(command, story, situation)));
    }

    private static Decision closedRun(RefundRun command, RunStory story, Situation situation) {
        RunFailedRefunded first = story.refunded();
        if (first != null) {
            return Decision.repeatIfSame(
                    command.fingerprint(),
                    first.fingerprint(),
                    version -> outcome(first, version),
                    RejectionReason.RUN_CONFLICT,
                    "the refund of run " + command.runId());
        }
        if (story.released() != null) {
            return Refusals.runConflict(command.runId(), "was released; there is nothing to refund");
        }
        CreditsCaptured captured = story.captured();
        if (captured == null) {
            return accept(RefundedRun.lapsed(story.reserved()), command, situation);
        }
        Instant lastMoment = captured.at().plus(situation.policy().refundWindow());
        return situation.now().isAfter(lastMoment)
                ? Decision.refuse(
                        RejectionReason.REFUND_WINDOW_CLOSED,
                        "run " + command.runId() + " could be refunded until " + lastMoment
                                + "; an operator can issue a compensation grant")
                : accept(RefundedRun.captured(story.reserved(), captured), command, situation);
    }

    private static Decision accept(RefundedRun run, RefundRun command, Situation situation) {
        Restitution restitution = Restitution.of(run, situation);
        RunFailedRefunded event = new RunFailedRefunded(
                situation.now(),
                command.runId(),
                restitution.credits(),
                run.held(),
                run.captured(),
                run.lines(),
                restitution.returned(),
                restitution.compensations(),
                restitution.reopened(),
                restitution.debtCancelled(),
                restitution.debtReturned(),
                run.member(),
                run.feature(),
                command.reason(),
                command.fingerprint(),
                situation.available().plus(restitution.credits()));
        return Decision.accept(event, version -> outcome(event, version));
    }

    private static RunReturned outcome(RunFailedRefunded event, long version) {
        return new RunReturned(event.runId(), event.credits(), event.available(), version);
    }
}
