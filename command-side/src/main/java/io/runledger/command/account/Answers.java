package io.runledger.command.account;

import io.runledger.api.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
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

    private static final int IDLE_SECONDS = 60;
    private static final int SECONDS_TO_END = 10;

    private final ExecutorService telling = threads(1, "account-answers-");
    private final ExecutorService patient = threads(MOST_PATIENT, "account-patient-");

    /** Has a command decided that nobody has begun. */
    void begin(PendingAnswer answer, CompletableFuture<Answer> told) {
        patient.execute(() -> {
            answer.begin();
            answer.whenSettled(() -> tell(answer, told));
        });
    }

    /** Tells what has nothing to wait for, or has it decided again. */
    void tell(PendingAnswer answer, CompletableFuture<Answer> told) {
        (answer.isThere() ? telling : patient).execute(() -> complete(answer, told));
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

    /** Tells what is left; who comes later is told by whoever brings his answer. */
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

    private static ExecutorService threads(int most, String name) {
        ThreadFactory factory = new CustomizableThreadFactory(name);
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                factory,
                (task, ended) -> task.run());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
