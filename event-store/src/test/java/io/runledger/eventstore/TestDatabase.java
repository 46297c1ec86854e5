package io.runledger.eventstore;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An empty database for one test class. One PostgreSQL serves the whole JVM, and writes to disk as a real one does.
 *
 * @param url JDBC, with the user in it
 * @param dataSource a pool of at most 20 connections
 */
public record TestDatabase(String url, DataSource dataSource) {

    private static final String SOCKETS = "socketFactory";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** A new database that nobody else uses. */
    public static TestDatabase fresh() {
        String name = "test_" + COUNT.incrementAndGet();
        JdbcClient.create(Server.INSTANCE.getPostgresDatabase())
                .sql("create database " + name)
                .update();
        String url = Server.INSTANCE.getJdbcUrl("postgres", name);
        return new TestDatabase(url, pool(url));
    }

    /** A pool of its own on the same database, as another process would have. */
    public DataSource another() {
        return pool(url);
    }

    /** Where the server listens, on this machine. */
    int port() {
        return Server.INSTANCE.getPort();
    }

    /** A pool that reaches the same database by another port, and soon sees that a connection which was idle is dead. */
    DataSource through(int port) {
        HikariConfig config = config(url.replace(":" + port() + "/", ":" + port + "/"));
        config.setValidationTimeout(PATIENCE.toMillis());
        return new HikariDataSource(config);
    }

    /** A pool whose sockets are not those of the store, as where somebody has the driver make them in another way. */
    DataSource overOtherSockets() {
        HikariConfig config = config(url);
        config.getDataSourceProperties().remove(SOCKETS);
        return new HikariDataSource(config);
    }

    /** A pool whose connections are given up, by either end, after a second of silence. */
    DataSource hasty() {
        HikariConfig config = config(url);
        config.addDataSourceProperty("socketTimeout", String.valueOf(PATIENCE.toSeconds()));
        config.setConnectionInitSql("set idle_in_transaction_session_timeout = " + PATIENCE.toMillis());
        return new HikariDataSource(config);
    }

    private static HikariDataSource pool(String url) {
        return new HikariDataSource(config(url));
    }

    private static HikariConfig config(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.addDataSourceProperty(SOCKETS, WaitingSockets.class.getName());
        config.setMaximumPoolSize(20);
        config.setMinimumIdle(0);
        // A test that is over keeps its pools; without this their connections would add up to more than there can be.
        config.setIdleTimeout(IDLE.toMillis());
        return config;
    }

    /** Started when the first test asks for it; stopped with the JVM. */
    private static final class Server {

        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("max_connections", "300")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
