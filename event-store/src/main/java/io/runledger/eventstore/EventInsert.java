package io.runledger.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statement that adds events, any number of them at once: all, or none. */
final class EventInsert {

    /**
     * The lock makes appends wait for each other, whatever the process, from before the first position is taken until the
     * commit. So no position becomes visible after a higher one, and readers need not look for gaps. It is taken inside
     * the statement to save a round trip; the condition makes sure that it is taken before any row is made.
     *
     * <p>A misfit is an event whose predecessor isn't there, so that it would leave a hole. That its place is taken is for
     * the unique constraints to find, which also see what another process has stored since the statement began.
     */
    private static final String INSERT = """
            with appending as materialized (
                     select pg_advisory_xact_lock(%d), case when ?::boolean then pg_notify('%s', '') end),
                 new as materialized (
                     select n.*
                       from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                   ?::boolean[])
                            with ordinality as n (sequence, timestamp, key, aggregate, type, revision, payload, metadata,
                                                  follows, place)),
                 misfit as (
                     select from new
                      where not follows
                        and sequence > 0
                        and not exists (
                                select from event_store.event e
                                 where e.aggregate = new.aggregate and e.sequence = new.sequence - 1))
            insert into event_store.event
                   (sequence, timestamp, idempotency_key, aggregate, type, revision, payload, metadata)
            select sequence, timestamp::timestamptz, key::uuid, aggregate, type, revision, payload::json, metadata::json
              from new
             where (select count(*) from appending) = 1
               and not exists (select from misfit)
             order by place
            returning position
            """.formatted(Locks.APPEND, Announcements.CHANNEL);

    /** One round trip for both: others wait for the lock until it has ended. */
    private static final String INSERT_AND_COMMIT = INSERT + ";\ncommit";

    private EventInsert() {}

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
        return run(INSERT, connection, rows, known, announce);
    }

    /** The same in a transaction, which ends with it unless it fails. */
    static OptionalLong insertAndCommit(
            Connection connection, List<EventRow> rows, NewestStored known, boolean announce) throws SQLException {
        return run(INSERT_AND_COMMIT, connection, rows, known, announce);
    }

    private static OptionalLong run(
            String sql, Connection connection, List<EventRow> rows, NewestStored known, boolean announce)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setBoolean(1, announce);
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint", rows.stream().map(EventRow::sequence).toArray(Long[]::new)));
            setTexts(insert, 3, rows, row -> row.timestamp().toString());
            setTexts(insert, 4, rows, EventInsert::hashedKey);
            setTexts(insert, 5, rows, EventRow::aggregate);
            setTexts(insert, 6, rows, EventRow::type);
            setTexts(insert, 7, rows, EventRow::revision);
            setTexts(insert, 8, rows, EventRow::payload);
            setTexts(insert, 9, rows, EventRow::metadata);
            insert.setArray(10, connection.createArrayOf("boolean", following(rows, known)));
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

    /** Which rows come after another of their aggregate, here or known to be stored, so that the table need not be asked for it. */
    private static Boolean[] following(List<EventRow> rows, NewestStored known) {
        Boolean[] following = new Boolean[rows.size()];
        Set<String> seen = new HashSet<>(rows.size() * 2);
        for (int i = 0; i < following.length; i++) {
            EventRow row = rows.get(i);
            following[i] = !seen.add(row.aggregate()) || known.hasPredecessor(row);
        }
        return following;
    }

    private static void setTexts(
            PreparedStatement insert, int index, List<EventRow> rows, Function<EventRow, @Nullable String> column)
            throws SQLException {
        String[] values = rows.stream().map(column).toArray(String[]::new);
        insert.setArray(index, insert.getConnection().createArrayOf("text", values));
    }
}
