package io.runledger.command.account;

import io.runledger.api.Credits;
import io.runledger.api.Outcome.RunReturned;
import io.runledger.api.Returned;
import io.runledger.api.RunCommand.ReleaseRun;
import io.runledger.api.RunEvent.ReservationReleased;
import io.runledger.api.Taken;
import io.runledger.api.holdings.Comeback;
import java.util.List;

/** Ends the reservation of a run that was cancelled before it used anything. */
final class Releasing {

    private Releasing() {}

    static Decision decide(ReleaseRun command, Situation situation) {
        return situation
                .holdings()
                .reservation(command.runId())
                .map(open -> release(command, open.credits(), open.grants(), situation))
                .orElseGet(() -> situation.ofClosedRun(command.runId(), story -> closedRun(command, story, situation)));
    }

    private static Decision closedRun(ReleaseRun command, RunStory story, Situation situation) {
        ReservationReleased first = story.released();
        if (first != null) {
            return new Decision.Repeat(version -> outcome(first, version));
        }
        if (story.captured() != null || story.refunded() != null) {
            return Refusals.runConflict(command.runId(), "was captured or refunded, and can't be released any more");
        }
        // Its reservation has lapsed, so that nothing comes back; but it must not be captured after this.
        return release(command, Credits.ZERO, List.of(), situation);
    }

    private static Decision release(ReleaseRun command, Credits held, List<Taken> parts, Situation situation) {
        List<Returned> returned = Comeback.of(parts, situation.holdings(), situation.now());
        ReservationReleased event = new ReservationReleased(
                situation.now(),
                command.runId(),
                held,
                returned,
                command.fingerprint(),
                situation.available().plus(Comeback.regained(returned)));
        return Decision.accept(event, version -> outcome(event, version));
    }

    private static RunReturned outcome(ReservationReleased event, long version) {
        return new RunReturned(event.runId(), Comeback.regained(event.returned()), event.available(), version);
    }
}
