package io.runledger.eventstore;

import java.util.List;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Why events can't be stored beside those that are. */
final class Conflict {

    private static final String SEQUENCE = "event_sequence_unique";
    private static final String KEY = "event_key_unique";

    private Conflict() {}

    /**
     * What the database says of a unit of work that it was given alone. Of several it would name but one that is at fault.
     *
     * @return null if it says something else, or if the unit is of several aggregates
     */
    static @Nullable RuntimeException of(List<EventRow> unit, Exception failure) {
        EventRow first = unit.get(0);
        String constraint = constraint(failure);
        if (constraint == null || unit.stream().anyMatch(row -> !row.aggregate().equals(first.aggregate()))) {
            return null;
        }
        return switch (constraint) {
            case SEQUENCE -> taken(first);
            case KEY -> new IdempotencyKeyUsed(first.aggregate());
            default -> null;
        };
    }

    private static @Nullable String constraint(Exception failure) {
        ServerErrorMessage said = failure instanceof PSQLException e ? e.getServerErrorMessage() : null;
        return said == null ? null : said.getConstraint();
    }

    /** Someone else was faster. */
    static RuntimeException taken(EventRow row) {
        return row.sequence() == 0
                ? new AggregateStreamCreationException("Aggregate [%s] exists already".formatted(row.aggregate()))
                : new ConcurrencyException("Someone else stored event %d of aggregate [%s] first"
                        .formatted(row.sequence(), row.aggregate()));
    }

    static RuntimeException hole(EventRow row, long next) {
        return new ConcurrencyException("Event %d of aggregate [%s] would leave a hole: its next is %d"
                .formatted(row.sequence(), row.aggregate(), next));
    }
}
