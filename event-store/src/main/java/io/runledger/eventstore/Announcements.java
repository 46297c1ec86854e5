package io.runledger.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When other processes are told that there are new events: at once after a quiet moment, and 50 times a second at most. A
 * notification with every commit would cost those who listen, and the commit, more than it is worth. The last of many is
 * never left out; it comes when its time has come.
 */
final class Announcements {

    /** The channel on which they are told. */
    static final String CHANNEL = "runledger_events";

    private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final String TELL = "select pg_notify('%s', '')".formatted(CHANNEL);

    private final LongSupplier nanoTime;
    private long last;
    private boolean owed;

    /**
     * @param nanoTime of {@link System#nanoTime}
     */
    Announcements(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.last = nanoTime.getAsLong() - BETWEEN_NANOS;
    }

    /** Whether what is stored now is to be announced with it. */
    boolean isTime() {
        return nanoTime.getAsLong() - last >= BETWEEN_NANOS;
    }

    /**
     * Events were stored.
     *
     * @param announced whether others were told with the same commit
     */
    void stored(boolean announced) {
        owed = !announced;
        if (announced) {
            last = nanoTime.getAsLong();
        }
    }

    boolean isOwed() {
        return owed;
    }

    /** How long until what is owed is to be announced; 0 if it is time. */
    long millisLeft() {
        return TimeUnit.NANOSECONDS.toMillis(Math.max(0, last + BETWEEN_NANOS - nanoTime.getAsLong()));
    }

    /**
     * Announces by itself what was stored.
     *
     * @throws SQLException if it could not be told
     */
    static void tell(Connection connection) throws SQLException {
        try (PreparedStatement tell = connection.prepareStatement(TELL)) {
            tell.execute();
        }
    }
}
