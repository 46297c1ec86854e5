package io.runledger.eventstore;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The one way in which tests wait. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private Eventually() {}

    /** Something that throws for as long as it does not hold. */
    @FunctionalInterface
    public interface Assertion {
        void check() throws Exception;
    }

    /** Asks again and again until the assertion holds, for 20 seconds at most. */
    public static void eventually(Assertion assertion) {
        eventually(PATIENCE, assertion);
    }

    /** Asks again and again until the assertion holds, for as long as that. */
    public static void eventually(Duration patience, Assertion assertion) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                assertion.check();
                return;
            } catch (Exception | AssertionError notYet) {
                if (System.nanoTime() - end > 0) {
                    throw notYet instanceof AssertionError error ? error : new AssertionError(notYet);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
