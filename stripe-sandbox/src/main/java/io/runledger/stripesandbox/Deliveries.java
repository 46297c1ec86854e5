package io.runledger.stripesandbox;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** Brings events to whoever is to be told, a few at a time, and again until they are taken. */
final class Deliveries implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private static final int PARALLEL = 4;

    /** After these an event waits for the next start of the sandbox. */
    private static final int MOST_TRIES = 100;

    private static final long LONGEST_PAUSE_SECONDS = 60;

    private final ObjectStore store;
    private final Events events;
    private final Faults faults;
    private final Courier courier;
    private final List<Parcel> waiting = new ArrayList<>();
    private final ScheduledThreadPoolExecutor threads =
            new ScheduledThreadPoolExecutor(PARALLEL, Daemons::thread, new ScheduledThreadPoolExecutor.DiscardPolicy());
    private @Nullable URI target;

    Deliveries(ObjectStore store, Events events, Faults faults, Courier courier) {
        this.store = store;
        this.events = events;
        this.faults = faults;
        this.courier = courier;
    }

    /** One copy of an event, with how often it was tried in vain. */
    private record Parcel(String event, int tries) {

        Parcel again() {
            return new Parcel(event, tries + 1);
        }

        long pauseMillis() {
            return TimeUnit.SECONDS.toMillis(Math.min(LONGEST_PAUSE_SECONDS, 1L << Math.min(tries, 10)));
        }
    }

    /** Takes events whose deliveries are to begin; called by whoever has the store. */
    void add(List<ObjectNode> added) {
        for (ObjectNode event : added) {
            for (long copy = 0; copy < Json.number(event, "pending_webhooks"); copy++) {
                enqueue(new Parcel(Json.need(event, "id"), 0));
            }
        }
    }

    void deliverTo(URI webhook) {
        store.run(() -> {
            for (int released = aim(webhook); released > 0; released--) {
                wake();
            }
        });
    }

    /** How many wait for there being an address. */
    private synchronized int aim(URI webhook) {
        int released = target == null ? waiting.size() : 0;
        target = webhook;
        return released;
    }

    private void enqueue(Parcel parcel) {
        if (put(parcel)) {
            wake();
        }
    }

    /** Whether it can go. */
    private synchronized boolean put(Parcel parcel) {
        waiting.add(parcel);
        return target != null;
    }

    private void wake() {
        threads.schedule(this::next, faults.delayMillis(), TimeUnit.MILLISECONDS);
    }

    private void next() {
        boolean shuffled = store.within(faults::shuffles);
        Parcel parcel = take(shuffled);
        try {
            deliver(parcel);
        } catch (InterruptedException e) {
            // The sandbox closes; the event is still marked as pending in the journal.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("the delivery of event {} broke off", parcel.event(), e);
        }
    }

    /** There is one for each waking. */
    private synchronized Parcel take(boolean shuffled) {
        return waiting.remove(shuffled ? ThreadLocalRandom.current().nextInt(waiting.size()) : 0);
    }

    private void deliver(Parcel parcel) throws InterruptedException {
        String body = store.within(() -> Json.write(store.get("event", parcel.event())));
        if (courier.bring(address(), store.now(), body)) {
            store.run(() -> events.delivered(parcel.event()));
        } else if (parcel.again().tries() < MOST_TRIES) {
            threads.schedule(
                    () -> store.run(() -> enqueue(parcel.again())), parcel.pauseMillis(), TimeUnit.MILLISECONDS);
        } else {
            LOG.warn("event {} was not taken in {} tries and is given up", parcel.event(), MOST_TRIES);
        }
    }

    private synchronized URI address() {
        if (target == null) {
            throw new IllegalStateException("nobody is to be told yet");
        }
        return target;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        Daemons.await(threads);
    }
}
