package io.runledger.eventstore;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a thread has put off until it has to wait for somebody anyway. To wake another thread takes as long as to store an event or two, and the
 * one that is woken may take the processor over at once: whoever has a statement to send does so better when it is on its way, and
 * the database has something to do meanwhile ({@link WaitingSockets}).
 */
final class PutOff {

    private static final Logger LOG = LoggerFactory.getLogger(PutOff.class);

    private static final ThreadLocal<@Nullable List<Runnable>> WORK = new ThreadLocal<>();

    private PutOff() {}

    /**
     * @param work must neither wait nor fail
     */
    static void untilWaiting(Runnable work) {
        List<Runnable> earlier = WORK.get();
        if (earlier == null) {
            List<Runnable> all = new ArrayList<>();
            all.add(work);
            WORK.set(all);
        } else {
            earlier.add(work);
        }
    }

    /** To be called before this thread waits; does nothing if nothing was put off. */
    static void doNow() {
        List<Runnable> all = WORK.get();
        if (all != null) {
            WORK.remove();
            all.forEach(PutOff::run);
        }
    }

    /** What fails must not fail the driver in the middle of an answer, which would leave the rest of it to the next question. */
    private static void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            LOG.error("What was put off has failed", e);
        }
    }
}
