package io.runledger.eventstore;

import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest events that this process has stored, of the aggregates that it stored events of last. Events are never taken away, so
 * whoever follows one of these need not ask the table whether it is there. Of what others store it knows nothing, and need not.
 */
final class NewestStored {

    private static final int MOST_AGGREGATES = 20_000;

    private final Map<String, Long> sequences = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_AGGREGATES;
        }
    };

    private @Nullable Connection connection;

    /** What is known holds for as long as the connection does: after that it may be another database, made from a backup. */
    void over(Connection open) {
        if (open != connection) {
            sequences.clear();
            connection = open;
        }
    }

    /** Whether it is known that the event before this one is stored. */
    boolean hasPredecessor(EventRow row) {
        Long newest = sequences.get(row.aggregate());
        return newest != null && newest >= row.sequence() - 1;
    }

    /** Whether it is known that this process has stored an event after this one, and so knew it. */
    boolean isPast(String aggregate, long sequence) {
        Long newest = sequences.get(aggregate);
        return newest != null && newest > sequence;
    }

    /** These are durable, in this order. */
    void stored(List<EventRow> rows) {
        rows.forEach(row -> sequences.put(row.aggregate(), row.sequence()));
    }
}
