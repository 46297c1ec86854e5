package io.runledger.command.account;

import io.runledger.api.Answer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Tells answers to those who don't wait for them, in the one thread that tells what has become of events. What has to wait, for the
 * database or for another try, does so in a thread of its own.
 */
final class Answers implements AutoCloseable {

    /** Most of what waits does so for a connection to the database, of which there are fewer. */
    private static final int MOST_PATIENT = 32;

    /** More than a thousand that wait for a database are too many. */
    private static final int MOST_WAITING = 1_000;

    private static final int IDLE_SECONDS = 60;
    private static final int SECONDS_TO_END = 10;

    private final Executor telling;
    private final ThreadPoolExecutor patient = new ThreadPoolExecutor(
            MOST_PATIENT,
            MOST_PATIENT,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            new CustomizableThreadFactory("account-patient-"),
            new ThreadPoolExecutor.AbortPolicy());

    /**
     * @param telling runs what tells an answer, and does not wait
     */
    Answers(Executor telling) {
        this.telling = telling;
        patient.allowCoreThreadTimeOut(true);
    }

    /** Has a command decided that nobody has begun. */
    void begin(PendingAnswer answer, CompletableFuture<Answer> told) {
        patiently(told, () -> {
            answer.begin();
            answer.whenSettled(() -> tell(answer, told));
        });
    }

    /** Tells what has nothing to wait for, or has it decided again. */
    void tell(PendingAnswer answer, CompletableFuture<Answer> told) {
        if (answer.isToBeDecidedAgain()) {
            patiently(told, () -> complete(answer, told));
        } else {
            telling.execute(() -> complete(answer, told));
        }
    }

    /** Commands that wait for a thread that may wait. */
    int waiting() {
        return patient.getQueue().size();
    }

    /** Nothing of such a command is stored yet: where there is no room for it, it can be sent again. */
    private void patiently(CompletableFuture<Answer> told, Runnable work) {
        try {
            patient.execute(work);
        } catch (RejectedExecutionException e) {
            told.completeExceptionally(StoreProblems.storeBusy());
        }
    }

    private static void complete(PendingAnswer pending, CompletableFuture<Answer> told) {
        Answer answer;
        try {
            answer = pending.answer();
        } catch (RuntimeException | Error e) {
            told.completeExceptionally(e);
            return;
        }
        told.complete(answer);
    }

    /** Ends what waits; who comes later and would have to wait is told to come again. */
    @Override
    public void close() {
        patient.shutdown();
        try {
            patient.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
