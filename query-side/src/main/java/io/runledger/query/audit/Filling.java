package io.runledger.query.audit;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Fills a shadow in a thread of its own, so that all projections are made at the same time. */
final class Filling implements AutoCloseable {

    /**
     * About as many as one projection writes at once, if it gathers changes: while it does, the others are not kept waiting
     * for the events that come next.
     */
    private static final int MOST_CHUNKS = 50;

    private static final List<LogEntry> END = List.of();

    /** How often it looks whether the other thread is still there. */
    private static final long LOOK_MILLIS = 100;

    private final Shadow<?> shadow;
    private final BlockingQueue<List<LogEntry>> chunks = new ArrayBlockingQueue<>(MOST_CHUNKS);
    private final FutureTask<Void> task = new FutureTask<>(this::fill, null);
    private final Thread thread;

    Filling(Shadow<?> shadow) {
        this.shadow = shadow;
        this.thread = new Thread(task, "replay-" + shadow.projection().name());
        thread.start();
    }

    /**
     * Hands over the next events, as soon as there is room for them.
     *
     * @throws RuntimeException what those before them failed with
     */
    void take(List<LogEntry> chunk) {
        try {
            boolean taken = false;
            while (!taken && !task.isDone()) {
                taken = chunks.offer(chunk, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            if (!taken) {
                task.get();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A projection could not be made again", e.getCause());
        }
    }

    /** Returns when the shadow is full; from then on it is the caller's. */
    void finish() {
        take(END);
        try {
            task.get();
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A projection could not be made again", e.getCause());
        }
    }

    /** Returns when its thread has ended, whether it was done or not. */
    @Override
    public void close() {
        task.cancel(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fill() {
        try {
            for (List<LogEntry> next = chunks.take(); !next.isEmpty(); next = chunks.take()) {
                shadow.take(next);
            }
            shadow.flush();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static CancellationException interrupted() {
        Thread.currentThread().interrupt();
        return new CancellationException();
    }
}
