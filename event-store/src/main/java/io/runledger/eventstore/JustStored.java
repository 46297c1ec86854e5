package io.runledger.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What this process has stored since its streams last looked, with the positions that it was given, and what it has read of what others
 * have stored in between: streams need not read that from the table. It may leave out whatever it likes; who misses something finds it there.
 */
final class JustStored {

    /** As many as the streams keep. What comes beyond is left out, until they have looked. */
    private static final int MOST = 10_000;

    /** Fewer are read from the table in less time than another question to it takes. */
    private static final int MANY = 64;

    /** A position that comes after all others. */
    static final long NONE = Long.MAX_VALUE;

    private static final long BEFORE_ALL = 0;

    /** All events from a position on, up to another; there will be no others. */
    private record Batch(long begin, long end, List<ReadEvent> events) {

        /** What it takes up, even where there are only positions that nobody has used. */
        int size() {
            return 1 + events.size();
        }

        void addFrom(long position, List<ReadEvent> following) {
            for (ReadEvent event : events) {
                if (event.position() >= position) {
                    following.add(event);
                }
            }
        }
    }

    /** By where they begin. Only the first is taken, so that nobody minds that they may overlap. */
    private final NavigableMap<Long, Batch> batches = new ConcurrentSkipListMap<>();

    private final AtomicInteger size = new AtomicInteger();
    private volatile boolean read;
    private volatile long newest = BEFORE_ALL;

    /** From now on somebody reads. Before, nothing is kept. */
    void begin() {
        read = true;
    }

    /** Nobody reads any more. */
    void end() {
        read = false;
        for (Batch batch = first(); batch != null; batch = first()) {
            remove(batch);
        }
    }

    /** Events of this process's, at positions one after the other. Like the other {@code add} called by the one writer; it waits for nobody. */
    void add(long first, List<EventRow> rows) {
        if (hasRoomFor(rows.size())) {
            List<ReadEvent> stored = new ArrayList<>(rows.size());
            for (EventRow row : rows) {
                stored.add(ReadEvent.of(first + stored.size(), row));
            }
            add(new Batch(first, first + rows.size(), stored));
        }
        // In this order, so that nobody asks the table for what is about to be here.
        newest = first + rows.size() - 1;
    }

    /** The highest position at which this process has stored an event, whether it is here or was left out. */
    long newest() {
        return newest;
    }

    /**
     * All events from a position on, up to another, whoever has stored them.
     *
     * @param end comes after them. All before it is settled
     */
    void add(long begin, long end, List<ReadEvent> all) {
        if (hasRoomFor(all.size())) {
            add(new Batch(begin, end, all));
        }
    }

    private boolean hasRoomFor(int more) {
        return read && size.get() + more < MOST;
    }

    private void add(Batch batch) {
        size.addAndGet(batch.size());
        Batch replaced = batches.put(batch.begin(), batch);
        if (replaced != null) {
            size.addAndGet(-replaced.size());
        }
    }

    /**
     * Takes what follows a position directly, so that there can be nothing in between, which others may have stored; and forgets what
     * is not after it. Like {@link #begin} and {@link #end}, called by one thread at a time.
     */
    List<ReadEvent> takeAfter(long position) {
        List<ReadEvent> following = new ArrayList<>();
        long next = position + 1;
        for (Batch batch = first(); batch != null && batch.begin() <= next; batch = first()) {
            remove(batch);
            batch.addFrom(next, following);
            next = Math.max(next, batch.end());
        }
        return following;
    }

    /**
     * Where what is here begins again, if it is so much, without a position missing, that it is worth while to read the table only up to
     * there. Called by the thread that takes.
     *
     * @param position after which nothing was there to be taken; what has come since may follow it directly
     * @return {@link #NONE} if there are none
     */
    long firstOfManyAfter(long position) {
        long first = NONE;
        long end = BEFORE_ALL;
        for (Batch batch : batches.values()) {
            if (batch.begin() <= position + 1) {
                return NONE;
            }
            first = batch.begin() <= end ? first : batch.begin();
            end = Math.max(end, batch.end());
            if (end - first >= MANY) {
                return first;
            }
        }
        return NONE;
    }

    private @Nullable Batch first() {
        Map.Entry<Long, Batch> first = batches.firstEntry();
        return first == null ? null : first.getValue();
    }

    private void remove(Batch batch) {
        if (batches.remove(batch.begin(), batch)) {
            size.addAndGet(-batch.size());
        }
    }
}
