package io.runledger.query.audit;

import io.runledger.eventstore.EventLog;
import io.runledger.eventstore.StoredEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills shadows with the events that it is given. Accounts are shared out among segments, which read events and make rows of
 * them for all projections, each in a thread of its own; and each shadow is written by one more. So an event is read, used for
 * everything and let go while it is in a processor's cache.
 */
final class Filling implements AutoCloseable {

    /** More would wait for PostgreSQL, which hands out events in one process. */
    private static final int MOST_SEGMENTS = 4;

    /** Some hundred kilobytes: what a processor's own cache has room for. */
    private static final int CHUNK = 256;

    private static final int MOST_CHUNKS = 4;

    private final List<Segment> segments = new ArrayList<>();
    private final List<Stage<?>> writers = new ArrayList<>();
    private final List<Stage<List<StoredEvent>>> readers = new ArrayList<>();
    private final List<List<StoredEvent>> chunks = new ArrayList<>();

    Filling(List<Shadow<?>> shadows, EventLog log) {
        int count = Math.min(MOST_SEGMENTS, Runtime.getRuntime().availableProcessors());
        for (int i = 0; i < count; i++) {
            segments.add(new Segment(i, count, log));
            chunks.add(new ArrayList<>(CHUNK));
        }
        shadows.forEach(this::startWriting);
        segments.forEach(
                segment -> readers.add(new Stage<>("replay-segment-" + segment.number(), MOST_CHUNKS, segment::take)));
    }

    private <R> void startWriting(Shadow<R> shadow) {
        Stage<MadeRows<R>> writer = new Stage<>("replay-" + shadow.projection().name(), segments.size(), shadow::write);
        writers.add(writer);
        segments.forEach(segment -> segment.makeRows(shadow, writer));
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
        segments.forEach(Segment::finish);
        writers.forEach(Stage::finish);
    }

    /** Returns when its threads have ended, whether they were done or not. */
    @Override
    public void close() {
        readers.forEach(Stage::close);
        writers.forEach(Stage::close);
    }
}
