package io.runledger.eventstore;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * All events, for processors that nobody waits for: under load they are woken some eight times a second, where others are 25
 * times. What comes meanwhile is handled together, which costs a fraction; and what began and ended meanwhile costs nothing. Twice a
 * second would cost a little less, but that much at once would keep commands waiting, and so would each collection of garbage, which copies
 * the events that are kept until all have read them.
 */
record UnhurriedEvents(EventStore store) implements StreamableMessageSource<TrackedEventMessage<?>> {

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new Unhurried(store.openStream(token));
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

    private record Unhurried(BlockingStream<TrackedEventMessage<?>> stream)
            implements BlockingStream<TrackedEventMessage<?>> {

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return stream.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return stream.nextAvailable();
        }

        /**
         * @return true, or else Axon would ask all the time and not listen to it. What wakes nobody, since it came a moment after what
         *     did, is found when Axon next looks for segments to claim: twice a second, see {@code listening.properties}
         */
        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            return stream.setOnAvailableCallback(new NowAndThen(callback));
        }

        @Override
        public void close() {
            stream.close();
        }
    }

    /** Does it unless it was done a moment ago. */
    private static final class NowAndThen implements Runnable {

        private static final long BETWEEN_NANOS = Duration.ofMillis(100).toNanos();

        private final Runnable callback;
        private long next = System.nanoTime();

        NowAndThen(Runnable callback) {
            this.callback = callback;
        }

        @Override
        public void run() {
            if (isTime()) {
                callback.run();
            }
        }

        private synchronized boolean isTime() {
            long now = System.nanoTime();
            if (now - next < 0) {
                return false;
            }
            next = now + BETWEEN_NANOS;
            return true;
        }
    }
}
