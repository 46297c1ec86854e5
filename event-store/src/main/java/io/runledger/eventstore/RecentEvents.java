package io.runledger.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * The newest events, read once for all streams of this process: they are woken together and stand close to each other, and
 * each would otherwise ask the database for the same rows and read the same JSON again. A stream that is further behind
 * reads by itself.
 */
final class RecentEvents {

    /** What is asked for again is no older than the last few wake-ups. */
    private static final int MOST = 5_000;

    /** A count of changes that there never was. */
    static final long NEVER = -1;

    /**
     * @param reached the position of the last event that was read, whether it is among these or an upcaster dropped it
     * @param completeAt the count of changes for which nothing comes after them; {@link #NEVER} if that isn't known
     */
    record Part(List<TrackedEventMessage<?>> events, long reached, long completeAt) {}

    private final EventTable table;
    private final PostgresEventStorageEngine engine;
    private final LongSupplier changes;
    private final List<TrackedEventMessage<?>> kept = new ArrayList<>();
    private long before;
    private long reached = NEVER;
    private long completeAt = NEVER;

    /**
     * @param changes rises whenever there may be new events
     */
    RecentEvents(EventTable table, PostgresEventStorageEngine engine, LongSupplier changes) {
        this.table = table;
        this.engine = engine;
        this.changes = changes;
    }

    /** The events after a position, as many as are at hand, or as one question to the database gives. */
    Part after(long position) {
        return kept(position).orElseGet(() -> read(position));
    }

    /** Who comes while another reads waits for what that one finds. */
    private synchronized Optional<Part> kept(long position) {
        if (position > reached) {
            restart(position);
        }
        if (position < before) {
            return Optional.empty();
        }
        if (position == reached && changes.getAsLong() != completeAt) {
            extend();
        }
        List<TrackedEventMessage<?>> later = kept.subList(indexAfter(position), kept.size());
        return Optional.of(new Part(List.copyOf(later), reached, completeAt));
    }

    private void restart(long position) {
        kept.clear();
        before = position;
        reached = position;
        completeAt = NEVER;
    }

    private void extend() {
        Part part = read(reached);
        kept.addAll(part.events());
        reached = part.reached();
        completeAt = part.completeAt();
        if (kept.size() > MOST) {
            List<TrackedEventMessage<?>> old = kept.subList(0, kept.size() - MOST / 2);
            before = position(old.get(old.size() - 1));
            old.clear();
        }
    }

    /** The count of changes is taken before looking: what is stored meanwhile makes the stream look again. */
    private Part read(long position) {
        long counted = changes.getAsLong();
        List<ReadEvent> rows = table.after(position, PostgresEventStorageEngine.BATCH);
        boolean isAll = rows.size() < PostgresEventStorageEngine.BATCH;
        long last = rows.isEmpty() ? position : rows.get(rows.size() - 1).position();
        return new Part(engine.tracked(rows).toList(), last, isAll ? counted : NEVER);
    }

    private int indexAfter(long position) {
        int low = 0;
        int high = kept.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (position(kept.get(middle)) <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long position(TrackedEventMessage<?> event) {
        return ((GlobalSequenceTrackingToken) event.trackingToken()).getGlobalIndex();
    }
}
