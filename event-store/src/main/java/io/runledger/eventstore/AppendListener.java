package io.runledger.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears from PostgreSQL that some process has appended events, and then asks how far they go. It also asks now and then
 * without having heard anything, since a notification can be lost with its connection.
 */
final class AppendListener {

    private static final Logger LOG = LoggerFactory.getLogger(AppendListener.class);
    private static final int ASK_MILLIS = 1_000;
    private static final long BACK_OFF_NANOS = Duration.ofMillis(500).toNanos();

    /** Its question is answered at once, or the connection is gone without a word. */
    private static final int PATIENCE_MILLIS = 5_000;

    /** Under load, notifications of many appends are taken together. */
    private static final long BETWEEN_NANOS = Duration.ofMillis(10).toNanos();

    private final DataSource dataSource;
    private final BooleanSupplier isNeeded;
    private final LongConsumer onHead;
    private boolean failing;

    /**
     * @param isNeeded whether to go on listening
     * @param onHead told the highest position, each time it was asked for
     */
    AppendListener(DataSource dataSource, BooleanSupplier isNeeded, LongConsumer onHead) {
        this.dataSource = dataSource;
        this.isNeeded = isNeeded;
        this.onHead = onHead;
    }

    /** Listens on a connection of its own, and on another one when that is lost, for as long as it is needed. */
    void listen() {
        while (isNeeded.getAsBoolean()) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(true);
                connection.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                failed(e);
                LockSupport.parkNanos(BACK_OFF_NANOS);
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        execute(connection, "listen " + Announcements.CHANNEL);
        PGConnection notified = connection.unwrap(PGConnection.class);
        try (PreparedStatement ask = connection.prepareStatement(EventTable.HEAD)) {
            while (isNeeded.getAsBoolean()) {
                ask(ask);
                if (notified.getNotifications(ASK_MILLIS).length > 0) {
                    LockSupport.parkNanos(BETWEEN_NANOS);
                }
            }
        }
        execute(connection, "unlisten *");
    }

    private void ask(PreparedStatement ask) throws SQLException {
        try (ResultSet row = ask.executeQuery()) {
            row.next();
            onHead.accept(row.getLong(1));
        }
        if (failing) {
            LOG.info("The database can be asked for new events again");
        }
        failing = false;
    }

    private void failed(Exception e) {
        if (!failing && isNeeded.getAsBoolean()) {
            LOG.warn("The database can't be asked for new events; trying on: {}", e.getMessage());
        }
        failing = true;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout((int) TimeUnit.MILLISECONDS.toSeconds(ASK_MILLIS));
            statement.execute(sql);
        }
    }
}
