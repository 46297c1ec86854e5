package io.runledger.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The statement that adds events, any number of them at once: all, or none. */
final class EventInsert {

    /** A product of numbers is exact in SQL up to 2^53 microseconds, 285 years from here. */
    private static final Instant TIME_ZERO = Instant.parse("2020-01-01T00:00:00Z");

    /**
     * The lock makes appends wait for each other, whatever the process, from before the first position is taken until the
     * commit. So no position becomes visible after a higher one, and readers need not look for gaps. It is taken inside
     * the statement to save a round trip; the condition makes sure that it is taken before any row is made. That an event's
     * place is taken is for the unique constraints to find, which also see what another process has stored since the statement
     * began.
     *
     * <p>Arrays are taken apart side by side in a list of columns: as tables to be joined each would be copied first. Times
     * come as numbers, since reading them from text takes a microsecond each. And all positions are given back, because to pick
     * out the first would have PostgreSQL collect them.
     */
    private static final String INSERT =
            """
            with appending as materialized (
                     select pg_advisory_xact_lock(%d), case when ?::boolean then pg_notify('%s', '') end),
                 given as (
                     select generate_series(1, ?) as place,
                            unnest(?::bigint[]) as sequence,
                            unnest(?::bigint[]) as micros,
                            unnest(?::text[]) as key,
                            unnest(?::text[]) as aggregate,
                            unnest(?::text[]) as type,
                            unnest(?::text[]) as revision,
                            unnest(?::text[]) as payload,
                            unnest(?::text[]) as metadata)
            insert into event_store.event
                   (sequence, timestamp, idempotency_key, aggregate, type, revision, payload, metadata)
            select sequence, timestamptz '%s' + micros * interval '1 microsecond', key::uuid, aggregate, type, revision,
                   payload::json, coalesce(metadata::json, '%s')
              from given
             where (select count(*) from appending) = 1 %%s
             order by place
            returning position
            """.formatted(Locks.APPEND, Announcements.CHANNEL, TIME_ZERO, EventRow.NO_METADATA);

    /**
     * A predecessor that isn't there would leave a hole. They are counted one by one, since "not exists" may be planned as
     * a join that reads the whole index, as long as it is small.
     */
    private static final String NONE_IS_MISSING = """
            and (select count(*)
                   from unnest(?::text[], ?::bigint[]) as predecessor (aggregate, sequence)
                  where (select count(*)
                           from event_store.event e
                          where e.aggregate = predecessor.aggregate and e.sequence = predecessor.sequence) = 0) = 0
            """;

    private static final EventInsert OF_KNOWN = new EventInsert("");
    private static final EventInsert IF_NONE_IS_MISSING = new EventInsert(NONE_IS_MISSING);

    private final String sql;

    /** One round trip for both: others wait for the lock until it has ended. */
    private final String sqlAndCommit;

    private EventInsert(String condition) {
        sql = INSERT.formatted(condition);
        sqlAndCommit = sql + ";\ncommit";
    }

    /**
     * Runs the statement, on a connection that commits it by itself.
     *
     * @param known to be stored: what follows it is not looked for
     * @param announce whether to tell other processes with the same commit
     * @return the position of the first, which the others follow one by one; empty if nothing was stored, because the
     *     predecessor of an event is missing
     * @throws SQLException if nothing was stored for another reason, or if the connection was lost
     */
    static OptionalLong insert(Connection connection, List<EventRow> rows, NewestStored known, boolean announce)
            throws SQLException {
        List<EventRow> unsure = withUnknownPredecessor(rows, known);
        return run(fitting(unsure).sql, connection, rows, unsure, announce);
    }

    /** The same in a transaction, which ends with it unless it fails. */
    static OptionalLong insertAndCommit(
            Connection connection, List<EventRow> rows, NewestStored known, boolean announce) throws SQLException {
        List<EventRow> unsure = withUnknownPredecessor(rows, known);
        return run(fitting(unsure).sqlAndCommit, connection, rows, unsure, announce);
    }

    private static EventInsert fitting(List<EventRow> unsure) {
        return unsure.isEmpty() ? OF_KNOWN : IF_NONE_IS_MISSING;
    }

    private static OptionalLong run(
            String sql, Connection connection, List<EventRow> rows, List<EventRow> unsure, boolean announce)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setBoolean(1, announce);
            insert.setInt(2, rows.size());
            setNumbers(insert, 3, rows, EventRow::sequence);
            setNumbers(insert, 4, rows, row -> TIME_ZERO.until(row.timestamp(), ChronoUnit.MICROS));
            setTexts(insert, 5, rows, EventInsert::hashedKey);
            setTexts(insert, 6, rows, EventRow::aggregate);
            setTexts(insert, 7, rows, EventRow::type);
            setTexts(insert, 8, rows, EventRow::revision);
            setTexts(insert, 9, rows, EventRow::payload);
            setTexts(insert, 10, rows, EventInsert::metadata);
            if (!unsure.isEmpty()) {
                setTexts(insert, 11, unsure, EventRow::aggregate);
                setNumbers(insert, 12, unsure, row -> row.sequence() - 1);
            }
            insert.execute();
            try (ResultSet positions = insert.getResultSet()) {
                return positions.next() ? OptionalLong.of(positions.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    private static @Nullable String hashedKey(EventRow row) {
        UUID hash = row.hashedKey();
        return hash == null ? null : hash.toString();
    }

    /** Nearly all have none, and what isn't sent isn't read as JSON either. */
    private static @Nullable String metadata(EventRow row) {
        return row.metadata().equals(EventRow.NO_METADATA) ? null : row.metadata();
    }

    /** Those whose predecessor is neither among them nor known to be stored, so that the table has to be asked for it. */
    private static List<EventRow> withUnknownPredecessor(List<EventRow> rows, NewestStored known) {
        Set<String> seen = new HashSet<>(rows.size() * 2);
        return rows.stream()
                .filter(row -> seen.add(row.aggregate()) && row.sequence() > 0 && !known.hasPredecessor(row))
                .toList();
    }

    private static void setNumbers(
            PreparedStatement insert, int index, List<EventRow> rows, ToLongFunction<EventRow> column)
            throws SQLException {
        Long[] values = rows.stream().mapToLong(column).boxed().toArray(Long[]::new);
        insert.setArray(index, insert.getConnection().createArrayOf("bigint", values));
    }

    private static void setTexts(
            PreparedStatement insert, int index, List<EventRow> rows, Function<EventRow, @Nullable String> column)
            throws SQLException {
        String[] values = rows.stream().map(column).toArray(String[]::new);
        insert.setArray(index, insert.getConnection().createArrayOf("text", values));
    }
}
