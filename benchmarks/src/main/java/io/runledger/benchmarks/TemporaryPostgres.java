package io.runledger.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.runledger.standalone.PostgresSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL with the settings of the standalone's, which is thrown away afterwards. */
public final class TemporaryPostgres implements AutoCloseable {

    private static final int CONNECTIONS = 300;

    private final EmbeddedPostgres server;
    private int databases;

    TemporaryPostgres() throws IOException, SQLException {
        server = PostgresSettings.builder(CONNECTIONS).start();
        requireDurable();
    }

    /** The address of a new, empty database. */
    public String fresh() throws SQLException {
        String name = "bench_" + ++databases;
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return server.getJdbcUrl("postgres", name);
    }

    /** A pool of as many connections as there are clients. */
    public static HikariDataSource pool(String url, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername("postgres");
        config.setPassword("postgres");
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }

    /**
     * Has it do what it does every few minutes. Until it has done so once, it has to make each file of its log before it can
     * write to it, and all commits wait for that; afterwards it takes those that it needs no more.
     */
    public void settle() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** What is measured without them would be worth nothing. */
    private void requireDurable() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String setting : PostgresSettings.DURABLE) {
                try (ResultSet value = statement.executeQuery("show " + setting)) {
                    value.next();
                    if (!"on".equals(value.getString(1))) {
                        throw new IllegalStateException("PostgreSQL runs with " + setting + "=" + value.getString(1));
                    }
                }
            }
        }
    }
}
