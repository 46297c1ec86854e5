package io.runledger.query.audit;

import io.runledger.eventstore.EventLog;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a replay in a thread of its own, on a connection that sees the same snapshot, while those read
 * before become rows. It is never more than some chunks ahead.
 */
final class ReadAhead implements AutoCloseable {

    private static final int CHUNK = 1000;
    private static final int MOST_CHUNKS = 8;

    /** How often it looks whether somebody still wants what it has. */
    private static final long LOOK_MILLIS = 100;

    /** Events in order; none at the end. */
    private record Chunk(List<LogEntry> entries, @Nullable RuntimeException failure) {}

    private final EventLog log;
    private final BlockingQueue<Chunk> chunks = new ArrayBlockingQueue<>(MOST_CHUNKS);
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param connection of its own, in a transaction
     * @param end the position of the last event
     */
    ReadAhead(Connection connection, EventLog log, long end) {
        this.log = log;
        this.thread = new Thread(() -> readAll(connection, end), "replay-reader");
        thread.start();
    }

    /** The next events; none at the end. */
    List<LogEntry> next() {
        try {
            Chunk chunk = chunks.take();
            if (chunk.failure() != null) {
                throw new IllegalStateException("The events can't be read", chunk.failure());
            }
            return chunk.entries();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    @Override
    public void close() {
        closed = true;
        chunks.clear();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readAll(Connection connection, long end) {
        try {
            read(connection, end);
        } catch (RuntimeException e) {
            hand(new Chunk(List.of(), e));
        }
    }

    private void read(Connection connection, long end) {
        List<LogEntry> entries = new ArrayList<>(CHUNK);
        log.between(connection, 0, end, stored -> {
            entries.add(LogEntry.read(stored, log));
            if (entries.size() == CHUNK) {
                hand(new Chunk(List.copyOf(entries), null));
                entries.clear();
                requireOpen();
            }
        });
        if (!entries.isEmpty()) {
            hand(new Chunk(List.copyOf(entries), null));
        }
        hand(new Chunk(List.of(), null));
    }

    /** Whoever closed it takes nothing more. */
    private void hand(Chunk chunk) {
        try {
            boolean taken = false;
            while (!taken && !closed) {
                taken = chunks.offer(chunk, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new CancellationException();
        }
    }
}
