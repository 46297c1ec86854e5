package io.runledger.eventstore;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads in which event handlers work, together for all processors of the process that don't bring their own. They are
 * at most half as many as there are processors to run on: handlers that all work at once, whenever streams are woken, would hold up the commands
 * of that moment. Those that have to wait for a thread get larger batches, which cost less an event.
 */
final class ProcessorThreads implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ScheduledExecutorService workers;

    ProcessorThreads(int availableProcessors) {
        workers = Executors.newScheduledThreadPool(Math.max(1, availableProcessors / 2), ProcessorThreads::thread);
    }

    ScheduledExecutorService workers() {
        return workers;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "event-handlers-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        workers.shutdown();
    }
}
