package io.runledger.query.audit;

import io.runledger.eventstore.PatientConnections;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One moment of the database, at which several connections look. Whatever they write is undone when it is closed, and with
 * it their temporary tables vanish.
 */
final class Snapshot implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshot.class);

    private final DataSource dataSource;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final Connection first;
    private final String name;

    /** Takes the snapshot of this moment. */
    Snapshot(DataSource dataSource) throws SQLException {
        this.dataSource = new PatientConnections(dataSource);
        this.first = open();
        try {
            this.name = export();
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    Connection first() {
        return first;
    }

    /** One more connection, for one more thread. */
    Connection another() throws SQLException {
        Connection another = open();
        try (Statement statement = another.createStatement()) {
            statement.execute("set transaction snapshot '" + name + "'");
        }
        return another;
    }

    /** A statement may take minutes, and looks at no flag of ours. */
    void interruptStatements() {
        for (Connection busy : connections) {
            try {
                busy.unwrap(PGConnection.class).cancelQuery();
            } catch (SQLException e) {
                LOG.warn("The statement of a replay could not be cancelled; it ends by itself", e);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        SQLException failure = null;
        for (Connection connection : connections) {
            try (connection) {
                connection.rollback();
            } catch (SQLException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private Connection open() throws SQLException {
        Connection connection = dataSource.getConnection();
        connections.add(connection);
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = connection.createStatement()) {
            // It may have to wait for the others for longer than a transaction usually may.
            statement.execute("set local idle_in_transaction_session_timeout = 0");
        }
        return connection;
    }

    private String export() throws SQLException {
        try (Statement statement = first.createStatement();
                ResultSet row = statement.executeQuery("select pg_export_snapshot()")) {
            row.next();
            return row.getString(1);
        }
    }
}
