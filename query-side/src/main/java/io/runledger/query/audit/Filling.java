package io.runledger.query.audit;

import io.runledger.eventstore.EventLog;
import io.runledger.eventstore.StoredEvent;
import io.runledger.query.projection.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Fills shadows with the events that it is given. Accounts are shared out among segments, which read events and make rows of
 * them for all projections, each in a thread of its own; and each shadow is written by one more. So an event is read, used for
 * everything and let go while it is in a processor's cache.
 */
final class Filling implements AutoCloseable {

    /** More would wait for PostgreSQL, which hands out events in one process. */
    private static final int MOST_SEGMENTS = 4;

    /** Some megabytes of rows; for rows that are only added, larger batches are hardly faster. */
    private static final int BATCH = 5_000;

    /**
     * Events of all segments whose changes are written at once, more or less. A row that is changed leaves its old self behind
     * until the transaction ends, and each change passes by all of them: so the fewer changes the better.
     */
    private static final int BATCH_OF_CHANGES = 50_000;

    /** Some hundred kilobytes: what a processor's own cache has room for. */
    private static final int CHUNK = 256;

    private static final int MOST_CHUNKS = 4;

    /** Rows that wait for their writer, beside those that each segment still gathers. */
    private static final int MOST_BATCHES = 1;

    private final List<Segment> segments = new ArrayList<>();
    private final List<List<StoredEvent>> chunks = new ArrayList<>();
    private final List<Stage<List<StoredEvent>>> readers = new ArrayList<>();
    private final List<Stage<?>> writers = new ArrayList<>();
    private final ToIntFunction<Projection<?>> enough;

    /** With a segment for each processor, four at most. */
    Filling(EventLog log) {
        this(log, Math.min(MOST_SEGMENTS, Runtime.getRuntime().availableProcessors()));
    }

    private Filling(EventLog log, int count) {
        this(log, count, projection -> projection.isOnlyAddedTo() ? BATCH : BATCH_OF_CHANGES / count);
    }

    /**
     * @param count of segments
     * @param enough of how many events of a segment a projection's rows are written at once
     */
    Filling(EventLog log, int count, ToIntFunction<Projection<?>> enough) {
        for (int i = 0; i < count; i++) {
            segments.add(new Segment(i, count, log));
            chunks.add(new ArrayList<>(CHUNK));
        }
        this.enough = enough;
    }

    /**
     * Starts its threads.
     *
     * @param requireGoingOn throws when all is to end
     */
    void start(List<Shadow<?>> shadows, Runnable requireGoingOn) {
        shadows.forEach(shadow -> startWriting(shadow, requireGoingOn));
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            readers.add(new Stage<>("replay-segment-" + i, MOST_CHUNKS, chunk -> {
                requireGoingOn.run();
                segment.take(chunk);
            }));
        }
    }

    private <R> void startWriting(Shadow<R> shadow, Runnable requireGoingOn) {
        String name = "replay-" + shadow.projection().name();
        Stage<MadeRows<R>> writer = new Stage<>(name, MOST_BATCHES, rows -> {
            requireGoingOn.run();
            shadow.write(rows, requireGoingOn);
        });
        writers.add(writer);
        segments.forEach(segment -> segment.add(shadow, enough.applyAsInt(shadow.projection()), writer::take));
    }

    /** The next event of all. */
    void take(StoredEvent event) {
        int segment = Segment.numberOf(event.aggregate(), segments.size());
        List<StoredEvent> chunk = chunks.get(segment);
        chunk.add(event);
        if (chunk.size() == CHUNK) {
            readers.get(segment).take(chunk);
            chunks.set(segment, new ArrayList<>(CHUNK));
        }
    }

    /** Returns when the shadows are full; from then on they are the caller's. */
    void finish() {
        for (int i = 0; i < segments.size(); i++) {
            readers.get(i).take(chunks.get(i));
        }
        readers.forEach(Stage::finish);
        // What their threads have left can be seen here, now that they have ended.
        segments.forEach(Segment::finish);
        writers.forEach(Stage::finish);
    }

    /** Returns when its threads have ended, whether they were done or not. */
    @Override
    public void close() {
        readers.forEach(Stage::cancel);
        writers.forEach(Stage::cancel);
        readers.forEach(Stage::close);
        writers.forEach(Stage::close);
    }
}
