package io.runledger.command.account;

import io.runledger.api.Credits;
import io.runledger.api.RunEvent.CreditsCaptured;
import io.runledger.api.RunEvent.CreditsReserved;
import io.runledger.api.RunId;
import io.runledger.api.RunLine;
import io.runledger.api.Taken;
import io.runledger.api.holdings.Reservation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a failed run has cost so far.
 *
 * @param parts what grants have given to it, and get back
 * @param held what its reservation still holds
 * @param captured what its capture cost
 * @param owed what of the capture became debt
 */
record RefundedRun(
        RunId runId,
        List<Taken> parts,
        Credits held,
        Credits captured,
        Credits owed,
        List<RunLine> lines,
        @Nullable String member,
        @Nullable String feature) {

    static RefundedRun reserved(Reservation reservation) {
        return new RefundedRun(
                reservation.runId(),
                reservation.grants(),
                reservation.credits(),
                Credits.ZERO,
                Credits.ZERO,
                reservation.lines(),
                reservation.member(),
                reservation.feature());
    }

    /** Its reservation lapsed and gave everything back then. */
    static RefundedRun lapsed(CreditsReserved reserved) {
        return new RefundedRun(
                reserved.runId(),
                List.of(),
                Credits.ZERO,
                Credits.ZERO,
                Credits.ZERO,
                reserved.lines(),
                reserved.member(),
                reserved.feature());
    }

    static RefundedRun captured(CreditsReserved reserved, CreditsCaptured captured) {
        return new RefundedRun(
                reserved.runId(),
                RunStory.paidFrom(reserved, captured),
                Credits.ZERO,
                captured.credits(),
                captured.debt(),
                captured.lines(),
                captured.member(),
                captured.feature());
    }
}
