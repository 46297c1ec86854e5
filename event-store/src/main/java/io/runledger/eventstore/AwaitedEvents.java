package io.runledger.eventstore;

import java.lang.ref.WeakReference;
import java.time.Instant;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/** All events, for one processor that somebody may wait for: who does can hurry it. */
public final class AwaitedEvents implements StreamableMessageSource<TrackedEventMessage<?>> {

    private final EventStore store;

    /** A processor that has given up its stream for good need not keep what it had read. */
    private volatile WeakReference<BlockingStream<TrackedEventMessage<?>>> opened = new WeakReference<>(null);

    public AwaitedEvents(EventStore store) {
        this.store = store;
    }

    /**
     * Has the processor look for new events within milliseconds, where under load it would take its turn with others. It does nothing
     * where the processor is at work in another process only, or where the store is another than PostgreSQL.
     */
    public void hurry() {
        if (opened.get() instanceof EventStream stream) {
            stream.hurry();
        }
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        BlockingStream<TrackedEventMessage<?>> stream = store.openStream(token);
        opened = new WeakReference<>(stream);
        return stream;
    }

    @Override
    public TrackingToken createTailToken() {
        return store.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return store.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant instant) {
        return store.createTokenAt(instant);
    }
}
