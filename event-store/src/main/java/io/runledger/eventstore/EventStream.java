package io.runledger.eventstore;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;

/** One reader's way through all events. It asks the database only when there may be something new. */
final class EventStream implements TrackingEventStream {

    private static final Runnable NOBODY = () -> {};

    private final RecentEvents recent;
    private final HeadWatcher watcher;
    private final Queue<TrackedEventMessage<?>> ahead = new ArrayDeque<>();
    private long position;
    private long caughtUpAt = RecentEvents.NEVER;
    private volatile Runnable onAvailable = NOBODY;
    private volatile boolean closed;

    EventStream(RecentEvents recent, HeadWatcher watcher, long after) {
        this.recent = recent;
        this.watcher = watcher;
        this.position = after;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        fill();
        return Optional.ofNullable(ahead.peek());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long end = System.nanoTime() + unit.toNanos(timeout);
        while (!fill()) {
            long left = end - System.nanoTime();
            if (closed || left <= 0) {
                return false;
            }
            await(left);
        }
        return true;
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (!hasNextAvailable(1, TimeUnit.MINUTES)) {
            if (closed) {
                throw new IllegalStateException("The stream of events is closed");
            }
        }
        return ahead.remove();
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        onAvailable = callback;
        callback.run();
        return true;
    }

    @Override
    public void close() {
        closed = true;
        onAvailable = NOBODY;
        watcher.remove(this);
        recent.closed(this);
        wake();
    }

    boolean isClosed() {
        return closed;
    }

    /** Somebody waits for what it brings. */
    void hurry() {
        if (!closed) {
            watcher.hurry(this);
        }
    }

    /** There may be new events. */
    void wake() {
        synchronized (this) {
            notifyAll();
        }
        onAvailable.run();
    }

    private synchronized void await(long nanos) throws InterruptedException {
        if (watcher.changes() == caughtUpAt && !closed) {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        }
    }

    /** Whether there is an event to hand out. Upcasters may drop events, so a batch of them can turn out empty. */
    private boolean fill() {
        while (ahead.isEmpty() && !closed && watcher.changes() != caughtUpAt) {
            fetch();
        }
        return !ahead.isEmpty();
    }

    private void fetch() {
        RecentEvents.Part part = recent.after(position, this);
        ahead.addAll(part.events());
        position = part.reached();
        caughtUpAt = part.completeAt();
    }
}
