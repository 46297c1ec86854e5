package io.runledger.eventstore;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * The newest events, read once for all streams of this process: they are woken shortly after each other and stand close together, and
 * each would otherwise ask the database for the same rows and read the same JSON again. What this process has stored itself, or
 * read already, is not read again either, unless others' events lie so close among its own that one question does for all; and as long as nothing
 * hints at others' events, nothing is asked for at all. What all of them have read is let go. A stream that is further behind reads by itself.
 */
final class RecentEvents {

    /** As many as come in half a second or more. Under load the slowest of the streams looks several times in that time. */
    private static final int MOST = 10_000;

    /** A count of changes that there never was. */
    static final long NEVER = -1;

    /**
     * @param reached the position of the last event that was read, whether it is among these or an upcaster dropped it
     * @param completeAt the count of changes for which nothing comes after them; {@link #NEVER} if that isn't known
     */
    record Part(List<TrackedEventMessage<?>> events, long reached, long completeAt) {

        /** One that goes no further than the others have come, so that the stream which reads it can join them. */
        Part upTo(long position) {
            return reached <= position
                    ? this
                    : new Part(events.subList(0, indexAfter(position, events)), position, NEVER);
        }
    }

    private final EventTable table;
    private final EventMessages messages;
    private final JustStored atHand;
    private final HeadWatcher watcher;
    private final List<TrackedEventMessage<?>> kept = new ArrayList<>();

    /** How far the streams have come that read from what is kept. */
    private final Map<EventStream, Long> readers = new HashMap<>();

    private long before;
    private long reached = NEVER;
    private long completeAt = NEVER;

    /** The count of hints at others' events with which the table was last asked to its end; {@link #NEVER} if it was not. */
    private long askedAt = NEVER;

    /**
     * @param atHand which the table need not be asked for
     * @param watcher knows whether there may be new events
     */
    RecentEvents(EventTable table, EventMessages messages, JustStored atHand, HeadWatcher watcher) {
        this.table = table;
        this.messages = messages;
        this.atHand = atHand;
        this.watcher = watcher;
    }

    /** The events after a position, as many as are at hand, or as one question to the database gives. */
    Part after(long position, EventStream reader) {
        return kept(position, reader)
                .orElseGet(() -> read(position, JustStored.NONE).upTo(reached()));
    }

    private synchronized long reached() {
        return reached;
    }

    /** This one won't come again. */
    synchronized void closed(EventStream reader) {
        readers.remove(reader);
        if (readers.isEmpty()) {
            atHand.end();
        }
    }

    /** Who comes while another reads waits for what that one finds. */
    private synchronized Optional<Part> kept(long position, EventStream reader) {
        if (position > reached) {
            restart(position);
        }
        if (position < before) {
            return Optional.empty();
        }
        if (position == reached && watcher.changes() != completeAt) {
            extend();
        }
        List<TrackedEventMessage<?>> later = List.copyOf(kept.subList(indexAfter(position, kept), kept.size()));
        if (!reader.isClosed()) {
            readers.put(reader, reached);
            atHand.begin();
            letGo();
        }
        return Optional.of(new Part(later, reached, completeAt));
    }

    private void restart(long position) {
        kept.clear();
        readers.clear();
        before = position;
        reached = position;
        completeAt = NEVER;
        askedAt = NEVER;
    }

    /** Changes and hints are counted before looking: what is stored meanwhile makes the stream look again. */
    private void extend() {
        long counted = watcher.changes();
        long hints = watcher.hints();
        List<ReadEvent> following = atHand.takeAfter(reached);
        long last = following.isEmpty() ? reached : position(following);
        boolean isAll = hints == askedAt && atHand.newest() <= last;
        if (isAll || !following.isEmpty()) {
            extendBy(new Part(messages.tracked(following).toList(), last, isAll ? counted : NEVER));
            return;
        }
        Part part = read(reached, atHand.firstOfManyAfter(reached));
        askedAt = part.completeAt() == NEVER ? askedAt : hints;
        extendBy(part);
    }

    private void extendBy(Part part) {
        kept.addAll(part.events());
        reached = part.reached();
        completeAt = part.completeAt();
    }

    /** What all have read, and what is more than can be kept for one that is late: it is no reader of these any more. */
    private void letGo() {
        int read = indexAfter(Collections.min(readers.values()), kept);
        int old = Math.max(read, kept.size() - MOST);
        if (old > 0) {
            before = position(kept.get(old - 1));
            kept.subList(0, old).clear();
            readers.values().removeIf(position -> position < before);
        }
    }

    /**
     * The count of changes is taken before looking: what is stored meanwhile makes the stream look again.
     *
     * @param end the position to stop before. All before it are settled
     */
    private Part read(long position, long end) {
        long counted = watcher.changes();
        List<ReadEvent> rows = table.between(position, end, PostgresEventStorageEngine.BATCH);
        if (rows.size() == PostgresEventStorageEngine.BATCH) {
            return part(rows, NEVER);
        }
        if (end != JustStored.NONE) {
            return new Part(messages.tracked(rows).toList(), end - 1, NEVER);
        }
        return rows.isEmpty() ? new Part(List.of(), position, counted) : part(rows, counted);
    }

    private Part part(List<ReadEvent> rows, long completeAt) {
        return new Part(messages.tracked(rows).toList(), position(rows), completeAt);
    }

    private static int indexAfter(long position, List<TrackedEventMessage<?>> events) {
        int low = 0;
        int high = events.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (position(events.get(middle)) <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Of the last one. */
    private static long position(List<ReadEvent> rows) {
        return rows.get(rows.size() - 1).position();
    }

    private static long position(TrackedEventMessage<?> event) {
        return ((GlobalSequenceTrackingToken) event.trackingToken()).getGlobalIndex();
    }
}
