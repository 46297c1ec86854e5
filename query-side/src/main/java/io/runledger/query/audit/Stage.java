package io.runledger.query.audit;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A thread of a replay, which works on what is handed to it, one after the other. Whoever hands over waits while enough is
 * waiting, so that none is ever far ahead of another.
 *
 * @param <T> what is handed over
 */
final class Stage<T> implements AutoCloseable {

    /** How often it looks whether the other thread is still there. */
    private static final long LOOK_MILLIS = 100;

    private final BlockingQueue<Optional<T>> waiting;
    private final FutureTask<Void> task;
    private final Thread thread;

    /**
     * @param most how many may wait
     * @param work on each, in order; what it throws ends the thread
     */
    Stage(String name, int most, Consumer<T> work) {
        this.waiting = new ArrayBlockingQueue<>(most);
        this.task = new FutureTask<>(() -> workOff(work), null);
        this.thread = new Thread(task, name);
        thread.start();
    }

    /**
     * Hands it over as soon as there is room.
     *
     * @throws IllegalStateException if its work has failed, with why
     */
    void take(T next) {
        hand(Optional.of(next));
    }

    /**
     * Returns when all that was handed over is done; what the thread has changed can be seen then.
     *
     * @throws IllegalStateException if its work has failed, with why
     */
    void finish() {
        hand(Optional.empty());
        awaitEnd();
    }

    /** It shall end, whatever still waits. */
    void cancel() {
        task.cancel(true);
    }

    /** Returns when its thread has ended, whether it was done or not, or when the caller is interrupted. */
    @Override
    public void close() {
        cancel();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hand(Optional<T> next) {
        try {
            boolean taken = false;
            while (!taken && !task.isDone()) {
                taken = waiting.offer(next, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            if (!taken) {
                awaitEnd();
                throw new IllegalStateException("It has been finished before");
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void awaitEnd() {
        try {
            task.get();
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A projection could not be made again", e.getCause());
        }
    }

    private void workOff(Consumer<T> work) {
        try {
            for (Optional<T> next = waiting.take(); next.isPresent(); next = waiting.take()) {
                work.accept(next.get());
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static CancellationException interrupted() {
        Thread.currentThread().interrupt();
        return new CancellationException();
    }
}
