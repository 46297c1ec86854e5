package io.runledger.eventstore;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/** Stores each unit of work by one statement with one commit. */
final class UnitAppender implements Appender {

    /**
     * The lock makes appends wait for each other, whatever the process, from before the first position is taken until the
     * commit. So no position becomes visible after a higher one, and readers need not look for gaps. It is taken inside
     * the statement to save a round trip; the condition makes sure that it is taken before any row is made.
     */
    private static final String APPEND = """
            with appending as materialized (select pg_advisory_xact_lock(%d))
            insert into event_store.event
                   (aggregate, sequence, type, revision, payload, metadata, timestamp, idempotency_key)
            select e.aggregate, e.sequence, e.type, e.revision, e.payload::jsonb, e.metadata::jsonb, e.timestamp, e.key
              from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[])
                   with ordinality as e (aggregate, sequence, type, revision, payload, metadata, timestamp, key, place)
             where (select count(*) from appending) = 1
             order by e.place
            """.formatted(Locks.APPEND);

    private final DataSource dataSource;

    UnitAppender(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** It takes a connection of its own: an append must not wait for, or be undone with, someone else's transaction. */
    @Override
    public void append(List<EventRow> unit) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(true);
            insert(connection, unit);
        } catch (SQLException e) {
            throw AppendFailure.of(e, unit);
        }
    }

    private static void insert(Connection connection, List<EventRow> unit) throws SQLException {
        try (PreparedStatement append = connection.prepareStatement(APPEND)) {
            append.setArray(1, array(connection, "text", unit, EventRow::aggregate));
            append.setArray(2, array(connection, "bigint", unit, EventRow::sequence));
            append.setArray(3, array(connection, "text", unit, EventRow::type));
            append.setArray(4, array(connection, "text", unit, EventRow::revision));
            append.setArray(5, array(connection, "text", unit, EventRow::payload));
            append.setArray(6, array(connection, "text", unit, EventRow::metadata));
            append.setArray(
                    7,
                    array(
                            connection,
                            "timestamptz",
                            unit,
                            row -> row.timestamp().atOffset(ZoneOffset.UTC)));
            append.setArray(8, array(connection, "text", unit, EventRow::key));
            append.executeUpdate();
        }
    }

    private static Array array(Connection connection, String type, List<EventRow> unit, Function<EventRow, ?> column)
            throws SQLException {
        return connection.createArrayOf(type, unit.stream().map(column).toArray());
    }
}
