package io.runledger.eventstore;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the open streams when there are new events: for an append of this process, and as soon as PostgreSQL tells for those of
 * others; at once after a quiet moment, and in turns under load. It has two threads for as long as a stream is open, one that
 * listens and one that wakes.
 */
final class HeadWatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeadWatcher.class);
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

    /** Under load many appends share one wake-up, and batches are large; the first after a quiet moment does not wait. */
    private static final long BETWEEN_WAKES_NANOS = Duration.ofMillis(40).toNanos();

    /** Nor does a stream that somebody waits for have to be woken for each who does. */
    private static final long BETWEEN_HURRIED_NANOS = Duration.ofMillis(10).toNanos();

    private final AppendListener listener;
    private final LongSupplier ownNewest;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final Set<EventStream> hurried = ConcurrentHashMap.newKeySet();
    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong hints = new AtomicLong();
    private volatile long announced;
    private volatile long head;
    private volatile boolean closed;
    private volatile @Nullable Thread waking;
    private volatile @Nullable Thread listening;

    /**
     * @param ownNewest the highest position at which this process has stored an event
     */
    HeadWatcher(DataSource dataSource, LongSupplier ownNewest) {
        this.ownNewest = ownNewest;
        this.listener = new AppendListener(dataSource, this::isNeeded, this::reached);
    }

    /** Rises whenever there may be new events. */
    long changes() {
        return changes.get();
    }

    /** Rises whenever others may have stored events. Whoever counts both has to count changes first. */
    long hints() {
        return hints.get();
    }

    /** The highest position that it has seen. */
    long head() {
        return Math.max(head, ownNewest.getAsLong());
    }

    /** Something was stored, by this process as far as is known. It costs the appending thread next to nothing. */
    void appended() {
        if (changes.incrementAndGet() == announced + 1) {
            LockSupport.unpark(waking);
        }
    }

    /**
     * Somebody waits for what a stream brings: it is woken before its turn, and looks whether or not anything was heard of. Another
     * process may have stored it, and what that one tells is on its way yet.
     */
    void hurry(EventStream stream) {
        // In this order, so that when it is woken it looks.
        hint();
        hurried.add(stream);
    }

    private void hint() {
        // In this order, so that who has counted the change has counted the hint.
        hints.incrementAndGet();
        appended();
    }

    synchronized void add(EventStream stream) {
        if (closed) {
            throw new IllegalStateException("The event store is closed");
        }
        streams.add(stream);
        if (waking == null) {
            waking = started(this::wakeAll, "event-store-watcher");
            listening = started(this::listen, "event-store-listener");
        }
        LockSupport.unpark(waking);
        LockSupport.unpark(listening);
    }

    private static Thread started(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    void remove(EventStream stream) {
        streams.remove(stream);
        hurried.remove(stream);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            streams.forEach(EventStream::close);
        }
        LockSupport.unpark(waking);
        LockSupport.unpark(listening);
        await(waking);
        await(listening);
    }

    private static void await(@Nullable Thread thread) {
        if (thread == null) {
            return;
        }
        try {
            thread.join(PATIENCE_AT_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isNeeded() {
        return !closed && !streams.isEmpty();
    }

    private void listen() {
        while (!closed) {
            if (streams.isEmpty()) {
                LockSupport.park(this);
            } else {
                listener.listen();
            }
        }
    }

    /** Streams are given what this process has stored itself; they are woken all the same, should its writer not have come to that yet. */
    private void reached(long position) {
        boolean isNews = position != head;
        head = position;
        if (isNews && position > ownNewest.getAsLong()) {
            hint();
        } else if (isNews) {
            appended();
        }
    }

    private void wakeAll() {
        boolean isQuiet = true;
        while (!closed) {
            if (changes.get() == announced || streams.isEmpty()) {
                LockSupport.park(this);
                isQuiet = true;
            } else {
                announced = changes.get();
                wakeEach(isQuiet);
                isQuiet = false;
            }
        }
    }

    /**
     * Under load one after the other, evenly: woken together, they would only wait for each other's threads. None waits longer for its
     * next turn than it would if they were, whichever way they were woken before.
     */
    private void wakeEach(boolean isQuiet) {
        long start = System.nanoTime();
        List<EventStream> all = List.copyOf(streams);
        long turn = BETWEEN_WAKES_NANOS / Math.max(1, all.size());
        long end = start;
        for (EventStream stream : all) {
            hurried.remove(stream);
            wake(stream);
            if (!isQuiet) {
                end += turn;
                pauseUntil(end);
            }
        }
        pauseUntil(start + turn);
    }

    private void pauseUntil(long end) {
        for (long left = end - System.nanoTime(); left > 0 && !closed; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, Math.min(left, BETWEEN_HURRIED_NANOS));
            wakeHurried();
        }
    }

    private void wakeHurried() {
        for (EventStream stream : hurried) {
            // Whoever hurries it from now on may be waiting for what it does not find yet.
            hurried.remove(stream);
            wake(stream);
        }
    }

    /** One reader that is about to stop must not keep the others from being woken. */
    private static void wake(EventStream stream) {
        try {
            stream.wake();
        } catch (RuntimeException e) {
            LOG.warn("A reader of events could not be woken", e);
        }
    }
}
