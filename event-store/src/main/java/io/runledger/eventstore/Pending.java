package io.runledger.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The result of work that has handed events to the store, which is not to be told to anyone before they are durable. A
 * unit of work within {@link #of} gives up its locks without waiting for the disk; outside of it, it waits.
 *
 * @param <T> what the work results in
 */
public final class Pending<T> {

    private static final ThreadLocal<@Nullable List<CompletableFuture<Void>>> HANDED_OVER = new ThreadLocal<>();

    private final T result;
    private final List<CompletableFuture<Void>> handedOver;

    private Pending(T result, List<CompletableFuture<Void>> handedOver) {
        this.result = result;
        this.handedOver = handedOver;
    }

    /** Does the work in this thread, without waiting for what it hands to the store. */
    public static <T> Pending<T> of(Supplier<T> work) {
        List<CompletableFuture<Void>> outer = HANDED_OVER.get();
        List<CompletableFuture<Void>> handedOver = new ArrayList<>(1);
        HANDED_OVER.set(handedOver);
        try {
            return new Pending<>(work.get(), handedOver);
        } finally {
            restore(outer);
        }
    }

    private static void restore(@Nullable List<CompletableFuture<Void>> outer) {
        if (outer == null) {
            HANDED_OVER.remove();
        } else {
            HANDED_OVER.set(outer);
        }
    }

    /**
     * Leaves the waiting to whoever waits for this thread's work.
     *
     * @return false if there is nobody
     */
    static boolean handOver(CompletableFuture<Void> durable) {
        List<CompletableFuture<Void>> handedOver = HANDED_OVER.get();
        return handedOver != null && handedOver.add(durable);
    }

    /** Whether {@link #await} would return, or throw, at once. */
    public boolean isSettled() {
        return handedOver.stream().allMatch(CompletableFuture::isDone);
    }

    /** What {@link #await} would throw at once; null if it would not. */
    public @Nullable Throwable failure() {
        for (CompletableFuture<Void> durable : handedOver) {
            try {
                durable.getNow(null);
            } catch (CompletionException e) {
                return e.getCause();
            }
        }
        return null;
    }

    /** Does something as soon as {@link #await} would return, or throw, at once; in the {@link TellingThread}, or in this one. */
    public void whenSettled(Runnable then) {
        CompletableFuture.allOf(handedOver.toArray(CompletableFuture[]::new))
                .whenComplete((stored, failure) -> then.run());
    }

    /**
     * Waits until all that the result rests on is durable.
     *
     * @throws IdempotencyKeyUsed if a key was used before
     * @throws org.axonframework.modelling.command.ConcurrencyException if someone else wrote to the aggregate first, or if
     *     what the work built on was not stored
     * @throws OutcomeUnknown if the connection was lost meanwhile
     * @throws org.axonframework.eventsourcing.eventstore.EventStoreException if it was not stored for any other reason
     */
    public T await() {
        handedOver.forEach(Pending::await);
        return result;
    }

    /** Waits for one of them; throws its failure as it is. */
    static void await(CompletableFuture<Void> durable) {
        try {
            durable.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }
}
