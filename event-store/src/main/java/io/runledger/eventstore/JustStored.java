package io.runledger.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What this process has stored since its streams last looked, with the positions that it was given: they need not read it
 * from the table. It may leave out whatever it likes; who misses something finds it in the table.
 */
final class JustStored {

    /** As many as the streams keep. What comes beyond is left out, until they have looked. */
    private static final int MOST = 10_000;

    /** Fewer are read from the table in less time than another question to it takes. */
    private static final int MANY = 64;

    /** A position that comes after all others. */
    static final long NONE = Long.MAX_VALUE;

    /** Events that are durable, at positions one after the other. */
    private record Batch(long first, List<EventRow> rows) {

        long end() {
            return first + rows.size();
        }

        void addFrom(long position, List<ReadEvent> events) {
            for (long next = position; next < end(); next++) {
                events.add(ReadEvent.of(next, rows.get((int) (next - first))));
            }
        }
    }

    private final Queue<Batch> batches = new ConcurrentLinkedQueue<>();
    private final AtomicInteger events = new AtomicInteger();
    private volatile boolean read;

    /** From now on somebody reads. Before, nothing is kept. */
    void begin() {
        read = true;
    }

    /** Nobody reads any more. */
    void end() {
        read = false;
        for (Batch batch = batches.peek(); batch != null; batch = batches.peek()) {
            remove(batch);
        }
    }

    /** Called by the one writer, in the order of positions. It waits for nobody. */
    void add(long first, List<EventRow> rows) {
        if (read && events.get() + rows.size() <= MOST) {
            events.addAndGet(rows.size());
            batches.add(new Batch(first, rows));
        }
    }

    /**
     * Takes what follows a position directly, so that there can be nothing in between, which others may have stored; and forgets what
     * is not after it. Like {@link #begin} and {@link #end}, called by one thread at a time.
     */
    List<ReadEvent> takeAfter(long position) {
        List<ReadEvent> following = new ArrayList<>();
        long next = position + 1;
        for (Batch batch = batches.peek(); batch != null && batch.first() <= next; batch = batches.peek()) {
            remove(batch);
            batch.addFrom(next, following);
            next = Math.max(next, batch.end());
        }
        return following;
    }

    /**
     * Where the next of its events begin that are so many, at positions one after the other, that it is worth while to read the
     * table only up to them: what others have stored in between. Called by the thread that takes.
     *
     * @param position after which nothing was there to be taken; what has come since may follow it directly
     * @return {@link #NONE} if there are none
     */
    long firstOfManyAfter(long position) {
        long first = NONE;
        long end = NONE;
        for (Batch batch : batches) {
            if (batch.first() <= position + 1) {
                return NONE;
            }
            first = batch.first() == end ? first : batch.first();
            end = batch.end();
            if (end - first >= MANY) {
                return first;
            }
        }
        return NONE;
    }

    private void remove(Batch batch) {
        batches.remove();
        events.addAndGet(-batch.rows().size());
    }
}
