package io.runledger.eventstore;

import io.runledger.eventstore.Queued.Confirmation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which of some units of work the store can take, one after the other: what is stored already decides. */
final class Standings {

    /** One look for each, whatever the planner thinks of the table's size; see {@link EventInsert}. */
    private static final String ASK = """
            select (select e.sequence
                      from event_store.event e
                     where e.aggregate = n.aggregate
                     order by e.sequence desc
                     limit 1),
                   (select count(*) from event_store.event e where e.idempotency_key = n.key::uuid) > 0
              from unnest(?::text[], ?::text[]) with ordinality as n (aggregate, key, place)
             order by place
            """;

    /** A statement of its own, so that the question after it sees what was stored while the lock was waited for. */
    private static final String LOCK_AND_ASK = Locks.TAKE_FOR_APPEND + ";\n" + ASK;

    private static final long NO_EVENT = -1;

    private final Map<String, Long> last = new HashMap<>();
    private final Set<UUID> keys = new HashSet<>();

    private Standings() {}

    /** The sequences of the last events of some aggregates, in their order; -1 where there is none. */
    static List<Long> newest(List<Confirmation> confirmations, Connection connection) throws SQLException {
        List<Long> newest = new ArrayList<>(confirmations.size());
        String[] aggregates = confirmations.stream()
                .map(confirmation -> confirmation.aggregate)
                .toArray(String[]::new);
        try (PreparedStatement ask = asking(connection, ASK, aggregates, new String[aggregates.length]);
                ResultSet answer = ask.executeQuery()) {
            while (answer.next()) {
                newest.add(last(answer));
            }
        }
        return newest;
    }

    /**
     * Sees to it, in one round trip, that nobody else appends until the end of the transaction, and finds what is stored of
     * the rows' aggregates and keys.
     */
    static Standings underLock(List<EventRow> rows, Connection connection) throws SQLException {
        Standings standings = new Standings();
        String[] aggregates = rows.stream().map(EventRow::aggregate).toArray(String[]::new);
        @Nullable UUID[] keys = rows.stream().map(EventRow::hashedKey).toArray(UUID[]::new);
        @Nullable
        String[] texts = Arrays.stream(keys)
                .map(key -> key == null ? null : key.toString())
                .toArray(String[]::new);
        try (PreparedStatement ask = asking(connection, LOCK_AND_ASK, aggregates, texts)) {
            ask.execute();
            ask.getMoreResults();
            try (ResultSet answer = ask.getResultSet()) {
                while (answer.next()) {
                    standings.note(aggregates, keys, answer);
                }
            }
        }
        return standings;
    }

    private static PreparedStatement asking(
            Connection connection, String sql, String[] aggregates, @Nullable String[] keys) throws SQLException {
        PreparedStatement ask = connection.prepareStatement(sql);
        ask.setArray(1, connection.createArrayOf("text", aggregates));
        ask.setArray(2, connection.createArrayOf("text", keys));
        return ask;
    }

    private static long last(ResultSet answer) throws SQLException {
        long sequence = answer.getLong(1);
        return answer.wasNull() ? NO_EVENT : sequence;
    }

    private void note(String[] aggregates, @Nullable UUID[] hashes, ResultSet answer) throws SQLException {
        int place = answer.getRow() - 1;
        last.put(aggregates[place], last(answer));
        UUID hash = hashes[place];
        if (hash != null && answer.getBoolean(2)) {
            keys.add(hash);
        }
    }

    /** Why a unit of work can't be stored after those that were taken; null if it can, and then it counts as taken. */
    @Nullable
    RuntimeException take(List<EventRow> unit) {
        Map<String, Long> ends = new HashMap<>();
        Set<UUID> taken = new HashSet<>();
        for (EventRow row : unit) {
            long next = ends.getOrDefault(row.aggregate(), last.getOrDefault(row.aggregate(), NO_EVENT)) + 1;
            if (row.sequence() != next) {
                return row.sequence() < next ? Conflict.taken(row) : Conflict.hole(row, next);
            }
            UUID hash = row.hashedKey();
            if (hash != null && (keys.contains(hash) || !taken.add(hash))) {
                return new IdempotencyKeyUsed(row.aggregate());
            }
            ends.put(row.aggregate(), next);
        }
        last.putAll(ends);
        keys.addAll(taken);
        return null;
    }
}
