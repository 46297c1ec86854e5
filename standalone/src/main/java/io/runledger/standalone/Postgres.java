package io.runledger.standalone;

import io.runledger.service.start.StartRefused;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The PostgreSQL that a process brings along, in its data folder. Should it end without being told to, it is started again,
 * at the same address: those who use it need only connect again.
 */
final class Postgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Postgres.class);

    /** Long enough to recover from a crash: it may have to take in 4 GB of its log, which took half a minute where it was measured. */
    private static final Duration START = Duration.ofMinutes(5);

    private static final int ANY_PORT = 0;

    private static final int CONNECTIONS = 100;

    private final DataFolder folder;
    private final InstanceLock lock;
    private volatile EmbeddedPostgres server;
    private volatile boolean closing;

    Postgres(DataFolder folder, InstanceLock lock) throws IOException, SQLException {
        this.folder = folder;
        this.lock = lock;
        Postmaster.clear(folder.postgres());
        if (!Files.exists(folder.postgres())) {
            make();
        }
        this.server = start(folder.postgres(), ANY_PORT);
        requireDurable();
        watch();
    }

    String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() throws IOException {
        closing = true;
        synchronized (this) {
            stop(server, folder.postgres());
            lock.close();
        }
    }

    private void watch() throws IOException {
        Optional<Postmaster> running = Postmaster.runningOn(folder.postgres());
        if (running.isEmpty()) {
            LOG.warn("PostgreSQL can't be found among the processes: if it is killed, it won't be started again");
            return;
        }
        Postmaster postmaster = running.get();
        Thread watch = new Thread(
                () -> {
                    postmaster.awaitEnd();
                    revive();
                },
                "postgres-watch");
        watch.setDaemon(true);
        watch.start();
    }

    /** Somebody killed it, or the system did for want of memory. What it had committed is there when it runs again. */
    private synchronized void revive() {
        if (closing) {
            return;
        }
        LOG.error("PostgreSQL ended without being told to; starting it again. Its log: {}", folder.postgresLog());
        try {
            Postmaster.clear(folder.postgres());
            server.close();
            Postmaster.endOrphans(folder.binaries());
            server = start(folder.postgres(), server.getPort());
            requireDurable();
            watch();
            LOG.info("PostgreSQL runs again");
        } catch (IOException | SQLException | RuntimeException e) {
            LOG.error("PostgreSQL can't be started again; this process ends, for whoever watches it to start it", e);
            // In a thread of its own, because what stops everything in order waits for this one.
            new Thread(() -> System.exit(1), "postgres-gone").start();
        }
    }

    /** A database that wasn't finished is thrown away; one that has its name never is. */
    private void make() throws IOException {
        LOG.info("Making a database in {}", folder.postgres());
        Path unfinished = folder.unfinishedPostgres();
        Postmaster.clear(unfinished);
        FileSystemUtils.deleteRecursively(unfinished);
        stop(start(unfinished, ANY_PORT), unfinished);
        Files.move(unfinished, folder.postgres(), StandardCopyOption.ATOMIC_MOVE);
    }

    private EmbeddedPostgres start(Path database, int port) throws IOException {
        Redirect log = Redirect.appendTo(folder.postgresLog().toFile());
        EmbeddedPostgres.Builder builder = PostgresSettings.builder(CONNECTIONS)
                .setDataDirectory(database)
                .setPort(port)
                .setOverrideWorkingDirectory(folder.binaries().toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START)
                .setOutputRedirector(log)
                .setErrorRedirector(log);
        return new PostgresStart(database, folder.postgresLog(), builder::start).await();
    }

    /** A checkpoint first: the stop that follows waits a few seconds only. */
    private static void stop(EmbeddedPostgres server, Path database) throws IOException {
        Optional<Postmaster> postmaster = Postmaster.runningOn(database);
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        } catch (SQLException e) {
            LOG.warn("PostgreSQL is stopped without a checkpoint, its next start takes longer: {}", e.getMessage());
        }
        server.close();
        postmaster.ifPresent(Postmaster::awaitStop);
    }

    private void requireDurable() throws IOException, SQLException {
        for (String setting : PostgresSettings.DURABLE) {
            String value = show(setting);
            if (!value.equals("on")) {
                close();
                throw new StartRefused(
                        "PostgreSQL runs with " + setting + "=" + value
                                + ", which could lose what was answered as done.",
                        "Remove " + setting + " from postgresql.auto.conf in " + folder.postgres() + ".");
            }
        }
    }

    private String show(String setting) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SHOW " + setting)) {
            result.next();
            return result.getString(1);
        }
    }
}
