package io.runledger.eventstore;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Says what a failed append means, by the name of the constraint that it violated. */
final class AppendFailure {

    private static final String KEY_UNIQUE = "event_key_unique";
    private static final String SEQUENCE_UNIQUE = "event_sequence_unique";

    private AppendFailure() {}

    static RuntimeException of(SQLException failure, List<EventRow> unit) {
        Optional<ServerErrorMessage> error = serverError(failure);
        return switch (error.map(ServerErrorMessage::getConstraint).orElse("")) {
            case KEY_UNIQUE -> keyUsed(failure, culprit(error, unit, EventRow::key));
            case SEQUENCE_UNIQUE -> sequenceTaken(failure, culprit(error, unit, EventRow::sequence));
            default -> unknown(failure, unit);
        };
    }

    private static Optional<ServerErrorMessage> serverError(SQLException failure) {
        return failure instanceof PSQLException e ? Optional.ofNullable(e.getServerErrorMessage()) : Optional.empty();
    }

    /** The server names the values that were there already; a unit of work can span aggregates. */
    private static EventRow culprit(
            Optional<ServerErrorMessage> error, List<EventRow> unit, Function<EventRow, @Nullable Object> second) {
        String detail = error.map(ServerErrorMessage::getDetail).orElse("");
        return unit.stream()
                .filter(row -> detail.contains("=(%s, %s)".formatted(row.aggregate(), second.apply(row))))
                .findFirst()
                .orElse(unit.get(0));
    }

    private static RuntimeException keyUsed(SQLException failure, EventRow row) {
        return new IdempotencyKeyUsed(row.aggregate(), failure);
    }

    private static RuntimeException sequenceTaken(SQLException failure, EventRow row) {
        if (row.sequence() == 0) {
            return new AggregateStreamCreationException(
                    "Aggregate [%s] exists already".formatted(row.aggregate()), failure);
        }
        return new ConcurrencyException(
                "Someone else stored event %d of aggregate [%s] first".formatted(row.sequence(), row.aggregate()),
                failure);
    }

    private static RuntimeException unknown(SQLException failure, List<EventRow> unit) {
        EventRow first = unit.get(0);
        return new EventStoreException(
                "Could not store %d event(s) from event %d of aggregate [%s] on: %s"
                        .formatted(unit.size(), first.sequence(), first.aggregate(), failure.getMessage()),
                failure);
    }
}
