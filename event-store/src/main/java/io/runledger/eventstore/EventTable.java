package io.runledger.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is read of the table of events for Axon. */
final class EventTable {

    static final String HEAD = "select coalesce(max(position), 0) from event_store.event";

    private static final String COLUMNS = """
            select position, aggregate, sequence, timestamp, type, revision, payload, metadata
              from event_store.event
            """;

    private static final String OF_AGGREGATE =
            COLUMNS + " where aggregate = ? and sequence >= ? order by sequence limit ?";
    private static final String AFTER = COLUMNS + " where position > ? order by position limit ?";
    private static final String BETWEEN = COLUMNS + " where position > ? and position < ? order by position limit ?";
    private static final String WITH_KEY = COLUMNS + " where idempotency_key = any(?::uuid[]) order by sequence";

    private final JdbcClient jdbc;

    EventTable(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    List<ReadEvent> ofAggregate(String aggregate, long firstSequence, int limit) {
        return jdbc.sql(OF_AGGREGATE)
                .params(aggregate, firstSequence, limit)
                .query(ReadEvent::ofRow)
                .list();
    }

    List<ReadEvent> after(long position, int limit) {
        return jdbc.sql(AFTER).params(position, limit).query(ReadEvent::ofRow).list();
    }

    /**
     * @param position that comes before them
     * @param end that comes after them
     */
    List<ReadEvent> between(long position, long end, int limit) {
        return jdbc.sql(BETWEEN)
                .params(position, end, limit)
                .query(ReadEvent::ofRow)
                .list();
    }

    /**
     * The same over a connection, from one position up to another that comes after them.
     *
     * @throws SQLException if they can't be read
     */
    static List<ReadEvent> between(Connection connection, long from, long end) throws SQLException {
        List<ReadEvent> events = new ArrayList<>();
        try (PreparedStatement read = connection.prepareStatement(BETWEEN)) {
            read.setLong(1, from - 1);
            read.setLong(2, end);
            read.setLong(3, end - from);
            try (ResultSet rows = read.executeQuery()) {
                while (rows.next()) {
                    events.add(ReadEvent.ofRow(rows, rows.getRow()));
                }
            }
        }
        return events;
    }

    List<ReadEvent> withKey(String aggregate, Collection<String> keys) {
        return jdbc.sql(WITH_KEY)
                .param(keys.stream()
                        .map(key -> HashedKey.of(aggregate, key).toString())
                        .toArray(String[]::new))
                .query(ReadEvent::ofRow)
                .list();
    }

    OptionalLong lastSequence(String aggregate) {
        return jdbc.sql("select sequence from event_store.event where aggregate = ? order by sequence desc limit 1")
                .param(aggregate)
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    long head() {
        return jdbc.sql(HEAD).query(Long.class).single();
    }

    /**
     * The position after which every event of this instant or later is found. Timestamps need not rise with positions,
     * since the clock can be moved; so it asks for the lowest such position, not for the highest earlier one.
     */
    long before(Instant instant) {
        return jdbc
                .sql("select min(position) - 1 from event_store.event where timestamp >= ?")
                .param(instant.atOffset(ZoneOffset.UTC))
                .query((row, number) -> row.getObject(1, Long.class))
                .list()
                .stream()
                .filter(position -> position != null)
                .findFirst()
                .orElseGet(this::head);
    }
}
