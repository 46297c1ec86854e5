package io.runledger.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * What some clients did in some time.
 *
 * @param perSecond operations
 * @param nanos the latency of each operation
 */
public record Load(double perSecond, long[] nanos) {

    private static final double NANOS_PER_MILLI = 1e6;

    /** One client: it does one operation at a time. */
    public interface Client {
        void operate() throws Exception;
    }

    /** Clients that do one operation after the other, as fast as they are answered. */
    public static Load closed(List<Client> clients, int seconds) throws InterruptedException {
        return run(clients, seconds, 0);
    }

    /** Clients that start operations by the clock, however slow the answers; latencies count from when each was due. */
    public static Load open(List<Client> clients, int seconds, double perSecond) throws InterruptedException {
        return run(clients, seconds, (long) (clients.size() * TimeUnit.SECONDS.toNanos(1) / perSecond));
    }

    /** The latency in milliseconds that this share of the operations was not above. */
    public double millis(double share) {
        return Samples.percentile(nanos, share) / NANOS_PER_MILLI;
    }

    private static Load run(List<Client> clients, int seconds, long interval) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(clients.size());
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        List<Future<long[]>> running = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
            Client client = clients.get(i);
            long first = start + interval * i / clients.size();
            running.add(threads.submit(() -> operate(client, first, end, interval)));
        }
        try {
            long[] nanos = running.stream().flatMapToLong(Load::latencies).toArray();
            return new Load(nanos.length / ((System.nanoTime() - start) / 1e9), nanos);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long[] operate(Client client, long first, long end, long interval) throws Exception {
        LongStream.Builder latencies = LongStream.builder();
        for (long due = first;
                due < end && System.nanoTime() < end;
                due = interval == 0 ? System.nanoTime() : due + interval) {
            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            client.operate();
            latencies.add(System.nanoTime() - due);
        }
        return latencies.build().toArray();
    }

    private static LongStream latencies(Future<long[]> client) {
        try {
            return LongStream.of(client.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The load was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A client failed", e.getCause());
        }
    }
}
