package io.runledger.stripesandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stand-in for Stripe, in which no real money moves. It answers stripe-java over HTTP, has pages to pay on, and lets happen
 * what it is told to by calls that begin with {@code /sandbox}.
 */
public final class StripeSandbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StripeSandbox.class);

    private final HttpFront front;
    private final ObjectStore store;
    private final Deliveries deliveries;
    private final Ticker ticker;

    private StripeSandbox(HttpFront front, ObjectStore store, SandboxSettings settings) {
        this.front = front;
        this.store = store;
        Rooms rooms = new Rooms(store, front.base());
        deliveries = rooms.deliveries(settings.webhookSecret());
        ticker = new Ticker(rooms.billing());
        front.open(rooms.api(settings.apiKey()), rooms.control());
        ticker.start();
    }

    /**
     * Starts one that answers as soon as this returns.
     *
     * @throws IOException if the port is taken, or the journal can't be read
     */
    public static StripeSandbox start(SandboxSettings settings) throws IOException {
        HttpFront front = HttpFront.bind(settings.port());
        try {
            Journal journal = settings.journal() == null ? new Journal.None() : FileJournal.open(settings.journal());
            ObjectStore store = ObjectStore.open(journal, settings.clock());
            StripeSandbox sandbox = new StripeSandbox(front, store, settings);
            LOG.info("a sandbox of Stripe listens at {}; no real money moves", sandbox.base());
            return sandbox;
        } catch (IOException | RuntimeException e) {
            front.close();
            throw e;
        }
    }

    /** Where it answers. */
    public URI base() {
        return front.base();
    }

    /** Has events posted to an address, those too that waited for one. */
    public void deliverTo(URI webhook) {
        deliveries.deliverTo(webhook);
    }

    @Override
    public void close() {
        front.close();
        ticker.close();
        deliveries.close();
        try {
            store.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
