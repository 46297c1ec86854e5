package io.runledger.query.balance;

import io.runledger.api.Credits;
import io.runledger.api.RunId;
import io.runledger.api.Taken;
import io.runledger.api.holdings.Reservation;
import java.time.OffsetDateTime;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A row of {@code balance_reservation}, as PostgreSQL writes it as JSON. */
@JsonNaming(SnakeCaseStrategy.class)
record LapsedRow(String runId, long creditsMicros, List<Taken> grants, OffsetDateTime expiresAt) {

    /** What a lapse needs to know of it, and no more. */
    Reservation reservation() {
        return new Reservation(
                new RunId(runId),
                Credits.ofMicros(creditsMicros),
                grants,
                expiresAt.toInstant(),
                List.of(),
                null,
                null,
                false,
                0);
    }
}
