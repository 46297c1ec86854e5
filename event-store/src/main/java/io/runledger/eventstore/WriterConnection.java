package io.runledger.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection over which a process appends: taken when it is first needed, and again after it was lost. That it fell silent
 * is a loss too, which nobody reports: this end gives up after a while, and the other ends a transaction in which nothing
 * happens any more, since that may hold the lock which all others wait for.
 */
final class WriterConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WriterConnection.class);

    /** How the codes begin that say that a connection is gone: it broke, the server stops, or nothing came for too long. */
    private static final List<String> LOST = List.of("08", "57P", "25P03");

    private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();
    private static final int SECONDS_TO_ANSWER = 2;

    /** Who waits for the lock meanwhile is not to lose patience with a silence that isn't the database's. */
    private static final int IDLE_SHARE = 2;

    private final DataSource dataSource;
    private final Duration patience;
    private @Nullable Connection connection;
    private boolean hasWaitingSocket;
    private long lastUse;

    /**
     * @param patience how long an answer of the database is waited for
     */
    WriterConnection(DataSource dataSource, Duration patience) {
        this.dataSource = dataSource;
        this.patience = patience;
    }

    /** A connection that commits each statement by itself. */
    Connection get() throws SQLException {
        Connection open = connection;
        if (open == null || !isAlive(open)) {
            release();
            open = opened();
            connection = open;
        }
        lastUse = System.nanoTime();
        return open;
    }

    private Connection opened() throws SQLException {
        PutOff.doNow();
        Connection open = dataSource.getConnection();
        try {
            prepare(open);
            return open;
        } catch (SQLException | RuntimeException e) {
            open.close();
            throw e;
        }
    }

    private void prepare(Connection open) throws SQLException {
        open.setNetworkTimeout(Runnable::run, Math.toIntExact(patience.toMillis()));
        open.setAutoCommit(true);
        // Whoever has the driver make its sockets in another way has nothing done while it waits.
        boolean[] waited = {false};
        PutOff.untilWaiting(() -> waited[0] = true);
        // A plan made while the table is small is kept when it has grown: it must not be one that reads all of it.
        execute(open, """
                set enable_seqscan = off;
                set plan_cache_mode = force_generic_plan;
                set idle_in_transaction_session_timeout = %d
                """.formatted(patience.toMillis() / IDLE_SHARE));
        hasWaitingSocket = waited[0];
        PutOff.doNow();
    }

    /** Whether what its thread has put off is done while it waits for an answer; see {@link WaitingSockets}. */
    boolean hasWaitingSocket() {
        return hasWaitingSocket;
    }

    /** After a pause it is asked first, since what is sent over a connection that is gone has an unknown outcome. */
    private boolean isAlive(Connection open) throws SQLException {
        return System.nanoTime() - lastUse < PAUSE_NANOS || open.isValid(SECONDS_TO_ANSWER);
    }

    /**
     * Gives the connection up if it is of no use any more.
     *
     * @return whether it was, so that nobody knows what became of the last statement
     */
    boolean dropIfLost(Exception failure) {
        if (!isLost(failure)) {
            return false;
        }
        LOG.warn("The connection that appends events is given up: {}", failure.getMessage());
        release();
        return true;
    }

    private boolean isLost(Exception failure) {
        if (failure instanceof SQLException e && e.getSQLState() != null) {
            return LOST.stream().anyMatch(e.getSQLState()::startsWith);
        }
        return true;
    }

    /**
     * Back to where nothing was done.
     *
     * @return false if that failed, and the connection was given up
     */
    boolean rollBack() {
        Connection open = connection;
        try {
            if (open != null) {
                open.rollback();
                open.setAutoCommit(true);
            }
            return open != null;
        } catch (SQLException e) {
            LOG.warn("The connection that appends events can't be rolled back, and is given up: {}", e.getMessage());
            release();
            return false;
        }
    }

    @Override
    public void close() {
        Connection open = connection;
        try {
            if (open != null) {
                execute(open, "reset enable_seqscan; reset plan_cache_mode");
            }
        } catch (SQLException e) {
            LOG.debug("The connection that appended events was lost before it was given back", e);
        }
        release();
    }

    private void release() {
        Connection open = connection;
        connection = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (SQLException e) {
            LOG.debug("The connection that appends events can't be closed", e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
