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
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/** Which of some units of work the store can take, one after the other: what is stored already decides. */
final class Standings {

    private static final String ASK = """
            select (select e.sequence
                      from event_store.event e
                     where e.aggregate = n.aggregate
                     order by e.sequence desc
                     limit 1),
                   exists (select from event_store.event e where e.idempotency_key = n.key::uuid)
              from unnest(?::text[], ?::text[]) with ordinality as n (aggregate, key, place)
             order by place
            """;

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
        ask(connection, aggregates, new String[aggregates.length], answer -> newest.add(last(answer)));
        return newest;
    }

    /** What is stored of the rows' aggregates and keys now. */
    static Standings of(List<EventRow> rows, Connection connection) throws SQLException {
        Standings standings = new Standings();
        String[] aggregates = rows.stream().map(EventRow::aggregate).toArray(String[]::new);
        @Nullable UUID[] keys = rows.stream().map(EventRow::hashedKey).toArray(UUID[]::new);
        @Nullable
        String[] texts = Arrays.stream(keys)
                .map(key -> key == null ? null : key.toString())
                .toArray(String[]::new);
        ask(connection, aggregates, texts, answer -> standings.note(aggregates, keys, answer));
        return standings;
    }

    private static void ask(Connection connection, String[] aggregates, @Nullable String[] keys, Answers answers)
            throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(ASK)) {
            ask.setArray(1, connection.createArrayOf("text", aggregates));
            ask.setArray(2, connection.createArrayOf("text", keys));
            try (ResultSet answer = ask.executeQuery()) {
                while (answer.next()) {
                    answers.take(answer);
                }
            }
        }
    }

    private interface Answers {
        void take(ResultSet answer) throws SQLException;
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
                return outOfSequence(row, next);
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

    private static RuntimeException outOfSequence(EventRow row, long next) {
        if (row.sequence() == 0) {
            return new AggregateStreamCreationException("Aggregate [%s] exists already".formatted(row.aggregate()));
        }
        return new ConcurrencyException(
                row.sequence() < next
                        ? "Someone else stored event %d of aggregate [%s] first"
                                .formatted(row.sequence(), row.aggregate())
                        : "Event %d of aggregate [%s] would leave a hole: its next is %d"
                                .formatted(row.sequence(), row.aggregate(), next));
    }
}
