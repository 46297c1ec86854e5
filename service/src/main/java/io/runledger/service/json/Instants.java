package io.runledger.service.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How an instant is read from text, in a body as in a query: as far as PostgreSQL can keep it, and no further. */
public final class Instants {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Instants() {}

    /** An ISO instant within the years 1 to 9999, to the microsecond; empty if the text is none. */
    public static Optional<Instant> parse(String text) {
        try {
            Instant instant = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
            return Optional.of(instant).filter(Instants::canBeKept);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean canBeKept(Instant instant) {
        return !instant.isBefore(FIRST) && !instant.isAfter(LAST);
    }
}
