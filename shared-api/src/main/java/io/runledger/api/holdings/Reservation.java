package io.runledger.api.holdings;

import io.runledger.api.Credits;
import io.runledger.api.RunEvent.CreditsReserved;
import io.runledger.api.RunId;
import io.runledger.api.RunLine;
import io.runledger.api.Taken;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Credits set aside for a run.
 *
 * @param grants where they were taken from
 * @param expiresAt the first instant at which they are held no more
 * @param rateCardVersion that of the card that it was priced by
 */
public record Reservation(
        RunId runId,
        Credits credits,
        List<Taken> grants,
        Instant expiresAt,
        List<RunLine> lines,
        @Nullable String member,
        @Nullable String feature,
        boolean paidOnly,
        int rateCardVersion) {

    public static Reservation of(CreditsReserved event) {
        return new Reservation(
                event.runId(),
                event.credits(),
                event.grants(),
                event.expiresAt(),
                event.lines(),
                event.member(),
                event.feature(),
                event.paidOnly(),
                event.rateCardVersion());
    }

    public boolean isLapsedAt(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
