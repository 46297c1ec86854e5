package io.runledger.eventstore;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who wait what has become of their work, one after the other: those of one commit come together, and the thread
 * that has stored them goes on to the next. What it runs must not wait.
 */
public final class TellingThread implements AutoCloseable {

    private static final int SECONDS_TO_END = 10;

    /** After the end, whoever brings something to tell tells it himself. */
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread, (news, ended) -> news.run());

    private volatile @Nullable Thread thread;

    private Thread thread(Runnable work) {
        Thread made = new Thread(work, "event-store-telling");
        thread = made;
        return made;
    }

    /** What follows from something that this thread tells is told at once. */
    public void tell(Runnable news) {
        if (Thread.currentThread() == thread) {
            news.run();
        } else {
            executor.execute(news);
        }
    }

    /** Tells what is left. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            executor.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
