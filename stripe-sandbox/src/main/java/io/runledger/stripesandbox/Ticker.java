package io.runledger.stripesandbox;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets time have its effects without anybody asking. */
final class Ticker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

    private final Billing billing;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Daemons::thread);

    Ticker(Billing billing) {
        this.billing = billing;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    private void tick() {
        try {
            billing.tick();
        } catch (RuntimeException e) {
            // A tick that throws would be the last one.
            LOG.error("what is due could not be done; it is tried again", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        Daemons.await(thread);
    }
}
