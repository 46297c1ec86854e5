package io.runledger.stripesandbox;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Threads that don't keep a process alive. */
final class Daemons {

    private static final int PATIENCE_SECONDS = 5;

    private Daemons() {}

    static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "stripe-sandbox");
        thread.setDaemon(true);
        return thread;
    }

    /** Waits for what was begun, so that nothing is written after the journal is closed. */
    static void await(ExecutorService threads) {
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a thread of the sandbox doesn't end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
