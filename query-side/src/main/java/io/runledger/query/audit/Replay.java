package io.runledger.query.audit;

import io.runledger.query.projection.Projection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How far one replay has come and what it has found; written by one thread, read by others. */
final class Replay {

    enum State {
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final double NANOS_PER_SECOND = 1e9;

    private final UUID id = UUID.randomUUID();
    private final String name;
    private final List<Projection<?>> projections;
    private final Instant startedAt;
    private final long startNanos = System.nanoTime();
    private final AtomicLong processed = new AtomicLong();
    private final Differences differences = new Differences();
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile long total;
    private volatile double seconds;
    private volatile Map<String, Long> positions = Map.of();
    private volatile State state = State.RUNNING;
    private volatile boolean cancelRequested;
    private volatile @Nullable Instant finishedAt;
    private volatile @Nullable String error;

    /**
     * @param name what was asked for: one projection, or all
     */
    Replay(String name, List<Projection<?>> projections, Instant startedAt) {
        this.name = name;
        this.projections = projections;
        this.startedAt = startedAt;
    }

    String id() {
        return id.toString();
    }

    List<Projection<?>> projections() {
        return projections;
    }

    Differences differences() {
        return differences;
    }

    void begins(Map<String, Long> upTo, long events) {
        positions = upTo;
        total = events;
    }

    void hasProcessed() {
        processed.incrementAndGet();
    }

    /** From here on it compares. */
    void hasReplayed() {
        seconds = secondsSinceStart();
    }

    void cancel() {
        cancelRequested = true;
    }

    boolean isToBeCancelled() {
        return cancelRequested;
    }

    boolean isRunning() {
        return state == State.RUNNING;
    }

    void ends(State how, Instant when, @Nullable String why) {
        if (seconds == 0) {
            hasReplayed();
        }
        error = why;
        finishedAt = when;
        state = how;
        finished.countDown();
    }

    void awaitEnd(Duration most) {
        try {
            boolean ignored = finished.await(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    ReplayView view() {
        double elapsed = seconds == 0 ? secondsSinceStart() : seconds;
        long events = processed.get();
        return new ReplayView(
                id(),
                name,
                state.wireName(),
                events,
                total,
                Math.round(events / Math.max(elapsed, 1 / NANOS_PER_SECOND)),
                differences.kept(),
                differences.count(),
                startedAt,
                finishedAt,
                positions,
                error);
    }

    private double secondsSinceStart() {
        return (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
    }
}
