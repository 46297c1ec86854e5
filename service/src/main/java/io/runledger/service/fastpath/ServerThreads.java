package io.runledger.service.fastpath;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's threads, but for one thing that it would wake one of them for with each answer: when an answer is written, its connection looks
 * for the next request. That never waits, because {@link FastPath} doesn't, and so the thread that has written the answer does it.
 */
final class ServerThreads extends QueuedThreadPool {

    private static final ThreadLocal<@Nullable Boolean> WRITES_ANSWER = new ThreadLocal<>();

    /** As many as there would have been. */
    ServerThreads(QueuedThreadPool usual) {
        super(usual.getMaxThreads(), usual.getMinThreads(), usual.getIdleTimeout());
    }

    /** Writes an answer in this thread. */
    static void answer(Runnable write) {
        WRITES_ANSWER.set(true);
        try {
            write.run();
        } finally {
            WRITES_ANSWER.remove();
        }
    }

    @Override
    public void execute(Runnable job) {
        if (job instanceof Connection && WRITES_ANSWER.get() != null) {
            job.run();
        } else {
            super.execute(job);
        }
    }
}
