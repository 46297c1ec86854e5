package io.runledger.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections for work of which one statement may take hours: the time after which a pool takes a connection for dead does not count
 * for them, until they are given back. A transaction that is to stand still for longer than it usually may has to say so itself.
 */
public final class PatientConnections extends DelegatingDataSource {

    private static final int FOR_EVER = 0;

    public PatientConnections(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        try {
            connection.setNetworkTimeout(Runnable::run, FOR_EVER);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }
}
