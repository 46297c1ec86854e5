package io.runledger.eventstore;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads events as they are stored, past Axon, for auditors and replays. */
public final class EventLog {

    private static final int FETCH_SIZE = 1000;

    private static final String COLUMNS = """
            select position, aggregate, sequence, timestamp, type, revision, payload, metadata, idempotency_key
              from event_store.event
            """;

    private final DataSource dataSource;
    private final EventTable events;
    private final EventMessages messages;

    EventLog(DataSource dataSource, EventTable events, EventMessages messages) {
        this.dataSource = dataSource;
        this.events = events;
        this.messages = messages;
    }

    /** Hands over an aggregate's events in order, on a connection of its own and without holding them all. */
    public void ofAggregate(String aggregate, Consumer<StoredEvent> consumer) {
        ownReadOnly().executeWithoutResult(transaction -> {
            JdbcTemplate jdbc = cursor(new JdbcTemplate(dataSource));
            // Whoever takes them may be slow, and the transaction stands still meanwhile.
            jdbc.execute("set local idle_in_transaction_session_timeout = 0");
            jdbc.query(COLUMNS + " where aggregate = ? order by sequence", each(consumer), aggregate);
        });
    }

    /**
     * Hands over the events after one position up to another, in order and without holding them all. It sees what the
     * connection's transaction sees.
     */
    public void between(Connection connection, long after, long upTo, Consumer<StoredEvent> consumer) {
        try {
            EventCopy.read(connection, after, upTo, consumer);
        } catch (SQLException e) {
            throw new EventStoreException("Events after " + after + " can't be read", e);
        }
    }

    /** How many events there are up to a position. */
    public long count(Connection connection, long upTo) {
        return JdbcClient.create(on(connection))
                .sql("select count(*) from event_store.event where position <= ?")
                .param(upTo)
                .query(Long.class)
                .single();
    }

    /** The highest position that can be seen; 0 if there is no event. */
    public long head() {
        return events.head();
    }

    /** The timestamp of the newest event at or before a position. */
    public Optional<Instant> timestampAt(long position) {
        return JdbcClient.create(dataSource)
                .sql("select timestamp from event_store.event where position <= ? order by position desc limit 1")
                .param(position)
                .query((row, number) -> timestamp(row, 1))
                .optional();
    }

    /** What Axon's handlers would be given as its payload; an {@link UnreadableEvent} if its type has no name here. */
    public Object event(StoredEvent stored) {
        return messages.payload(ReadEvent.of(stored));
    }

    private TransactionTemplate ownReadOnly() {
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        transaction.setReadOnly(true);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return transaction;
    }

    private static JdbcTemplate on(Connection connection) {
        return new JdbcTemplate(new SingleConnectionDataSource(connection, true));
    }

    private static JdbcTemplate cursor(JdbcTemplate jdbc) {
        jdbc.setFetchSize(FETCH_SIZE);
        return jdbc;
    }

    private static RowCallbackHandler each(Consumer<StoredEvent> consumer) {
        return row -> consumer.accept(new StoredEvent(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                timestamp(row, 4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getObject(9, UUID.class)));
    }

    private static Instant timestamp(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
