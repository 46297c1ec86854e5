package io.runledger.eventstore;

import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest events that are known to be stored, of the aggregates of which this process stored some last. Events are
 * never taken away, so whoever follows one of these need not ask the table whether it is there. It need not know all of others'.
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

    /** Whether this process has stored an event after this one of others', which it is about to see, and so knew it. */
    boolean isPast(String aggregate, long sequence) {
        Long newest = sequences.get(aggregate);
        return newest != null && newest > sequence;
    }

    /** An event that was found in the table. Of aggregates that only others change nothing is kept. */
    void seen(String aggregate, long sequence) {
        sequences.computeIfPresent(aggregate, (known, newest) -> Math.max(newest, sequence));
    }

    /** These are durable, in this order. */
    void stored(List<EventRow> rows) {
        rows.forEach(row -> sequences.put(row.aggregate(), row.sequence()));
    }
}
