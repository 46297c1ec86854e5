package io.runledger.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the open streams when there are new events: at once for an append of this process, and by asking the database
 * for those of others. One thread does both, on a connection of its own, for as long as a stream is open.
 */
final class HeadWatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeadWatcher.class);
    private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();
    private static final long BACK_OFF_NANOS = Duration.ofMillis(500).toNanos();
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

    /** Under load many appends share one wake-up; the first after a quiet moment does not wait. */
    private static final long BETWEEN_WAKES_NANOS = Duration.ofMillis(20).toNanos();

    private final DataSource dataSource;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicLong changes = new AtomicLong();
    private volatile long announced;
    private volatile long head;
    private volatile boolean closed;
    private volatile @Nullable Thread thread;
    private boolean failing;

    HeadWatcher(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Rises whenever there may be new events. */
    long changes() {
        return changes.get();
    }

    /** The highest position that it has seen. */
    long head() {
        return head;
    }

    /** Something was stored by this process. It costs the appending thread next to nothing. */
    void appended() {
        if (changes.incrementAndGet() == announced + 1) {
            LockSupport.unpark(thread);
        }
    }

    synchronized void add(EventStream stream) {
        if (closed) {
            throw new IllegalStateException("The event store is closed");
        }
        streams.add(stream);
        if (thread == null) {
            Thread watcher = new Thread(this::run, "event-store-watcher");
            watcher.setDaemon(true);
            thread = watcher;
            watcher.start();
        }
        LockSupport.unpark(thread);
    }

    void remove(EventStream stream) {
        streams.remove(stream);
    }

    @Override
    public void close() {
        Thread watcher = stop();
        if (watcher == null) {
            return;
        }
        LockSupport.unpark(watcher);
        try {
            watcher.join(PATIENCE_AT_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Thread stop() {
        closed = true;
        streams.forEach(EventStream::close);
        return thread;
    }

    private void run() {
        while (!closed) {
            if (streams.isEmpty()) {
                LockSupport.park(this);
                continue;
            }
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement ask = connection.prepareStatement(EventTable.HEAD)) {
                connection.setAutoCommit(true);
                watch(ask);
            } catch (SQLException | RuntimeException e) {
                failed(e);
                announceUntil(System.nanoTime() + BACK_OFF_NANOS);
            }
        }
    }

    private void watch(PreparedStatement ask) throws SQLException {
        while (!closed && !streams.isEmpty()) {
            look(ask);
            announceUntil(System.nanoTime() + POLL_NANOS);
        }
    }

    private void look(PreparedStatement ask) throws SQLException {
        try (ResultSet row = ask.executeQuery()) {
            row.next();
            long now = row.getLong(1);
            if (now != head) {
                head = now;
                changes.incrementAndGet();
            }
        }
        recovered();
    }

    /** Sleeps, but for appends of this process. */
    private void announceUntil(long end) {
        for (long left = end - System.nanoTime(); left > 0 && !closed; left = end - System.nanoTime()) {
            if (changes.get() == announced) {
                LockSupport.parkNanos(this, left);
            } else {
                announce();
            }
        }
    }

    private void announce() {
        announced = changes.get();
        streams.forEach(HeadWatcher::wake);
        pause(System.nanoTime() + BETWEEN_WAKES_NANOS);
    }

    private void pause(long end) {
        for (long left = end - System.nanoTime(); left > 0 && !closed; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
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

    private void failed(Exception e) {
        if (!failing && !closed) {
            LOG.warn("The database can't be asked for new events; trying on", e);
        }
        failing = true;
    }

    private void recovered() {
        if (failing) {
            LOG.info("The database can be asked for new events again");
        }
        failing = false;
    }
}
