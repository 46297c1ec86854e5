package io.runledger.command.account;

import io.runledger.eventstore.AppendQueue;
import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides the commands of many callers one after the other, in one thread. A decision is short, and most of its time goes
 * into fetching code and data that another thread has just pushed out of the processor's caches: one thread that decides all that
 * waits fetches them once.
 *
 * <p>Nobody's question to the database may hold up the others. So an account that has to be loaded, or that has
 * missed what is not in memory, is left to its caller, and so is a decision that looks into the store ({@link LeftToCaller}).
 */
final class DecidingThread implements Decider, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DecidingThread.class);

    /** Tells the thread from all others. */
    private static final class ForMany extends Thread {

        ForMany(Runnable work) {
            super(work, "account-decisions");
            setDaemon(true);
        }
    }

    private record Waiting(PendingAnswer answer, Runnable settled) {}

    private final AccountCache copies;
    private final AppendQueue appends;
    private final Thread thread;
    private Queue<Waiting> queue = new ArrayDeque<>();
    private boolean closed;

    /**
     * @param copies the accounts in memory
     * @param appends must take events without waiting until they are stored
     */
    DecidingThread(AccountCache copies, AppendQueue appends) {
        this.copies = copies;
        this.appends = appends;
        this.thread = new ForMany(this::run);
        thread.start();
    }

    /**
     * @throws LeftToCaller if this is the thread that decides for many
     */
    static void requireTimeOfOwn() {
        if (Thread.currentThread() instanceof ForMany) {
            throw new LeftToCaller();
        }
    }

    @Override
    public boolean takes(PendingAnswer answer, Runnable settled) {
        return isAtHand(answer.account().value()) && enqueue(new Waiting(answer, settled));
    }

    private boolean isAtHand(String account) {
        return copies.isAtHand(account) && !appends.isSpoilt(account);
    }

    private synchronized boolean enqueue(Waiting waiting) {
        if (!closed) {
            queue.add(waiting);
            notifyAll();
        }
        return !closed;
    }

    /** Decides what waits; whoever comes later decides in his own thread. */
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
        Queue<Waiting> batch = new ArrayDeque<>();
        while (awaitWork()) {
            batch = take(batch);
            for (Waiting next = batch.poll(); next != null; next = batch.poll()) {
                decide(next);
            }
        }
    }

    /** The one thread must outlive everything. The account may be gone from memory since its command was taken. */
    private void decide(Waiting waiting) {
        if (isAtHand(waiting.answer.account().value())) {
            waiting.answer.begin();
        } else {
            waiting.answer.leaveToCaller();
        }
        try {
            waiting.answer.whenSettled(waiting.settled);
        } catch (RuntimeException | Error e) {
            LOG.error("A command was decided, and nobody told", e);
        }
    }

    /** Commands that nobody has begun to decide. */
    synchronized int waiting() {
        return queue.size();
    }

    /** False if nothing will come any more. */
    private synchronized boolean awaitWork() {
        while (queue.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                LOG.warn("The thread that decides commands was interrupted; it goes on", e);
            }
        }
        return !queue.isEmpty();
    }

    /** All that waits, for an empty queue. */
    private synchronized Queue<Waiting> take(Queue<Waiting> empty) {
        Queue<Waiting> all = queue;
        queue = empty;
        return all;
    }
}
