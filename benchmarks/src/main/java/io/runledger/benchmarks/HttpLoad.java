package io.runledger.benchmarks;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Many connections in one thread, each with one request at a time: a client that takes as little of the processors as can
 * be, because they are the server's too.
 */
public final class HttpLoad implements AutoCloseable {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Selector selector;
    private final List<HttpConnection> connections = new ArrayList<>();
    private final LongStream.Builder latencies = LongStream.builder();
    private final long interval;
    private final long end;

    private HttpLoad(int port, int connections, Supplier<Requests> requests, int seconds, double perSecond)
            throws IOException {
        selector = Selector.open();
        long start = System.nanoTime();
        end = start + TimeUnit.SECONDS.toNanos(seconds);
        interval = perSecond == 0 ? 0 : (long) (connections * NANOS_PER_SECOND / perSecond);
        for (int i = 0; i < connections; i++) {
            this.connections.add(
                    new HttpConnection(port, requests.get(), selector, start + interval * i / connections));
        }
    }

    /** What one connection asks for, one request after the other. */
    public interface Requests {

        /** The next request, as {@link Http#request} makes it. */
        byte[] next();
    }

    /**
     * Requests one after the other, as fast as they are answered.
     *
     * @throws IllegalStateException if one is not answered 2xx
     */
    public static Load closed(int port, int connections, Supplier<Requests> requests, int seconds) throws IOException {
        return run(port, connections, requests, seconds, 0);
    }

    /** Requests that are sent by the clock, however slow the answers; latencies count from when each was due. */
    public static Load open(int port, int connections, Supplier<Requests> requests, int seconds, double perSecond)
            throws IOException {
        return run(port, connections, requests, seconds, perSecond);
    }

    private static Load run(int port, int connections, Supplier<Requests> requests, int seconds, double perSecond)
            throws IOException {
        try (HttpLoad load = new HttpLoad(port, connections, requests, seconds, perSecond)) {
            return load.run();
        }
    }

    private Load run() throws IOException {
        long start = System.nanoTime();
        boolean isOver = false;
        while (!isOver) {
            long now = System.nanoTime();
            long next = end;
            for (HttpConnection connection : connections) {
                if (!connection.isBusy() && connection.due() <= now && now < end) {
                    connection.send();
                } else if (!connection.isBusy()) {
                    next = Math.min(next, connection.due());
                }
            }
            select(Math.max(0, next - System.nanoTime()));
            isOver = System.nanoTime() >= end && connections.stream().noneMatch(HttpConnection::isBusy);
        }
        long[] nanos = latencies.build().toArray();
        return new Load(nanos.length / ((System.nanoTime() - start) / NANOS_PER_SECOND), nanos);
    }

    /**
     * Waits a millisecond at least, unless an answer comes: a client that looked all the time for what is due would take one
     * of the server's processors. What is sent late by that counts as slower.
     */
    private void select(long nanos) throws IOException {
        if (nanos > 0) {
            selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
        } else {
            selector.selectNow();
        }
        for (SelectionKey key : selector.selectedKeys()) {
            HttpConnection connection = (HttpConnection) key.attachment();
            if (connection.receive()) {
                long now = System.nanoTime();
                latencies.add(now - connection.due());
                connection.isDue(interval == 0 ? now : connection.due() + interval);
            }
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        for (HttpConnection connection : connections) {
            connection.close();
        }
        selector.close();
    }
}
