package io.runledger.eventstore;

import io.runledger.eventstore.Queued.Confirmation;
import io.runledger.eventstore.Queued.Unit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has one writer store all that waits, with one commit, and then the next that has come meanwhile. Nobody waits for a timer:
 * under little load a batch is one unit of work, under much load it is many.
 */
final class GroupCommit implements Appender, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    /** Enough that the commit weighs little, and not so many that the first waits long for the last. */
    private static final int MOST_IN_BATCH = 500;

    private final InFlight inFlight;
    private final Deque<Queued> queue = new ArrayDeque<>();
    private final int capacity;
    private final BatchWriter writer;
    private final AppendMeters meters;
    private final Runnable onStored;
    private final Thread thread;
    private boolean closed;

    /**
     * @param capacity units of work that may wait
     * @param telling runs what tells those who wait what has become of their units
     * @param audience told, by the writer, of all that is stored
     * @param onStored told after each batch, and after the audience
     */
    GroupCommit(
            WriterConnection connection,
            int capacity,
            AppendMeters meters,
            Executor telling,
            Audience audience,
            Runnable onStored) {
        this.capacity = capacity;
        this.inFlight = new InFlight(whenTheWriterWaits(telling, connection));
        this.writer = new BatchWriter(connection, inFlight, audience);
        this.meters = meters;
        this.onStored = onStored;
        this.thread = new Thread(this::run, "event-store-writer");
        meters.watch(this::waiting);
        thread.setDaemon(true);
        thread.start();
    }

    /** Over a connection that has nothing done meanwhile it is done at once. */
    private static Executor whenTheWriterWaits(Executor telling, WriterConnection connection) {
        return news -> {
            if (connection.hasWaitingSocket()) {
                PutOff.untilWaiting(() -> telling.execute(news));
            } else {
                telling.execute(news);
            }
        };
    }

    @Override
    public synchronized CompletableFuture<Void> append(List<EventRow> rows) {
        requireOpen();
        requireRoom();
        Unit unit = inFlight.add(rows);
        enqueue(unit);
        return unit.done;
    }

    @Override
    public synchronized CompletableFuture<Void> confirm(String aggregate, long sequence) {
        requireOpen();
        CompletableFuture<Void> onItsWay = inFlight.newest(aggregate, sequence);
        if (onItsWay != null) {
            return onItsWay;
        }
        requireRoom();
        Confirmation confirmation = new Confirmation(aggregate, sequence);
        enqueue(confirmation);
        return confirmation.done;
    }

    private void enqueue(Queued queued) {
        queue.add(queued);
        notifyAll();
    }

    @Override
    public CompletableFuture<Void> settled(String aggregate) {
        return inFlight.last(aggregate).handle((stored, failure) -> null);
    }

    @Override
    public List<EventRow> onTheirWay(String aggregate) {
        return inFlight.rows(aggregate);
    }

    @Override
    public synchronized void requireRoom() {
        if (queue.size() >= capacity) {
            throw new StoreBusy(queue.size());
        }
    }

    @Override
    public boolean isSpoilt(String aggregate) {
        return inFlight.isSpoilt(aggregate);
    }

    @Override
    public boolean isOnItsWay(String aggregate) {
        return inFlight.isOnItsWay(aggregate);
    }

    @Override
    public void dropped(String aggregate) {
        inFlight.dropped(aggregate);
    }

    private synchronized int waiting() {
        return queue.size();
    }

    private void requireOpen() {
        if (closed) {
            throw new EventStoreException("The event store is closed");
        }
    }

    /** Takes nothing more, and stores what waits. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Queued> batch = new ArrayList<>();
        try (writer) {
            while (awaitWork()) {
                take(batch);
                if (batch.isEmpty()) {
                    writer.announce();
                } else {
                    writeOrFail(batch);
                    batch.clear();
                    if (waiting() == 0) {
                        PutOff.doNow();
                    }
                }
            }
        } finally {
            PutOff.doNow();
        }
    }

    /** The one writer must outlive everything, and nobody may wait for ever. */
    private void writeOrFail(List<Queued> batch) {
        try {
            write(batch);
        } catch (RuntimeException | Error e) {
            LOG.error("A batch of events was given up", e);
            OutcomeUnknown unknown = new OutcomeUnknown(e);
            batch.forEach(queued -> giveUp(queued, unknown));
        }
    }

    private void giveUp(Queued queued, OutcomeUnknown unknown) {
        if (queued.fateIsKnown) {
            return;
        }
        if (queued instanceof Unit unit) {
            inFlight.failed(List.of(unit), unknown);
        } else {
            inFlight.settle(List.of(queued), unknown);
        }
    }

    /** Waits until there is something to store or to announce; false if nothing will come any more. */
    private synchronized boolean awaitWork() {
        Announcements announcements = writer.announcements();
        while (queue.isEmpty() && !closed) {
            if (announcements.isOwed() && announcements.isTime()) {
                return true;
            }
            try {
                wait(announcements.isOwed() ? announcements.millisLeft() + 1 : 0);
            } catch (InterruptedException e) {
                LOG.warn("The writer of events was interrupted; it goes on", e);
            }
        }
        return !queue.isEmpty();
    }

    private synchronized void take(List<Queued> batch) {
        for (Queued next = queue.poll(); next != null; next = batch.size() < MOST_IN_BATCH ? queue.poll() : null) {
            batch.add(next);
        }
    }

    private void write(List<Queued> batch) {
        List<Unit> units = new ArrayList<>(batch.size());
        List<Confirmation> confirmations = new ArrayList<>();
        for (Queued queued : batch) {
            if (queued instanceof Unit unit) {
                units.add(unit);
            } else {
                confirmations.add((Confirmation) queued);
            }
        }
        meters.waited(batch.get(0));
        if (!confirmations.isEmpty()) {
            writer.confirm(confirmations);
        }
        if (!units.isEmpty()) {
            long start = System.nanoTime();
            writer.store(units);
            meters.stored(units.size(), System.nanoTime() - start);
            onStored.run();
        }
    }
}
