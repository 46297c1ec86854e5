package io.runledger.command.account;

import io.runledger.api.Answer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Tells answers to those who don't wait for them. One thread tells all that are there, one after the other: those of one
 * commit come together, and the thread that has stored them goes on to the next. What has to wait, for the database or for another try,
 * does so in a thread of its own.
 */
final class Answers implements AutoCloseable {

    /** Most of what waits does so for a connection to the database, of which there are fewer. */
    private static final int MOST_PATIENT = 32;

    /** More than a thousand that wait for a database are too many. */
    private static final int MOST_WAITING = 1_000;

    private static final int IDLE_SECONDS = 60;
    private static final int SECONDS_TO_END = 10;

    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>(MOST_WAITING);
    private final ExecutorService patient =
            threads(MOST_PATIENT, "account-patient-", queue, new ThreadPoolExecutor.AbortPolicy());

    /** What is told waits for nothing: after the end, whoever brings an answer tells it himself. */
    private final ExecutorService telling =
            threads(1, "account-answers-", new LinkedBlockingQueue<>(), (task, ended) -> task.run());

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
        return queue.size();
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

    /** Tells what is left; who comes later and would have to wait is told to come again. */
    @Override
    public void close() {
        try {
            for (ExecutorService threads : List.of(patient, telling)) {
                threads.shutdown();
                threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ExecutorService threads(
            int most, String name, BlockingQueue<Runnable> queue, RejectedExecutionHandler rejected) {
        ThreadFactory factory = new CustomizableThreadFactory(name);
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(most, most, IDLE_SECONDS, TimeUnit.SECONDS, queue, factory, rejected);
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
