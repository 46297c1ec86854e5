package io.runledger.standalone;

import io.runledger.service.start.StartRefused;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that starts. Its library asks for a connection until there is one, and doesn't notice when there is nobody left to
 * give it. Here that ends the start, and one that takes long says how far it is.
 */
final class PostgresStart {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresStart.class);

    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final Duration REPORT = Duration.ofSeconds(10);

    /** A single glance may fall between two of its programs, of which one makes the database and the other runs it. */
    private static final int GLANCES = 5;

    private final Path database;
    private final Path log;
    private final FutureTask<EmbeddedPostgres> start;
    private final long begin = System.nanoTime();
    private long lastReport = begin;
    private final long logBefore;
    private int glancesMissed;

    /**
     * @param log to which it writes
     * @param start returns when it can be used
     */
    PostgresStart(Path database, Path log, Callable<EmbeddedPostgres> start) throws IOException {
        this.database = database;
        this.log = log;
        this.start = new FutureTask<>(start);
        this.logBefore = PostgresLog.length(log);
    }

    /**
     * Waits until it can be used.
     *
     * @throws StartRefused if it can't be, with what it said of it
     */
    EmbeddedPostgres await() throws IOException {
        Thread starting = new Thread(start, "postgres-start");
        starting.setDaemon(true);
        starting.start();
        try {
            while (true) {
                try {
                    return start.get(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    glance();
                }
            }
        } catch (ExecutionException e) {
            throw refused(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(e);
        } finally {
            start.cancel(true);
        }
    }

    /** Before anything runs its programs are unpacked. The first of them may be gone again by now, and has left its word in the log. */
    private void glance() throws IOException {
        boolean hasBegun = PostgresLog.length(log) > logBefore;
        glancesMissed = hasBegun && Postmaster.noneRunsOn(database) ? glancesMissed + 1 : 0;
        if (glancesMissed == GLANCES) {
            throw refused(new IOException("its processes have ended"));
        }
        if (System.nanoTime() - lastReport >= REPORT.toNanos()) {
            lastReport = System.nanoTime();
            LOG.info(
                    "PostgreSQL has been starting for {} s. {}",
                    TimeUnit.NANOSECONDS.toSeconds(lastReport - begin),
                    lastWords());
        }
    }

    private StartRefused refused(Exception cause) throws IOException {
        return new StartRefused(
                "PostgreSQL does not start: " + cause.getMessage() + ". " + lastWords(),
                "Read " + log + " for what it said before, mend it, and start again.",
                cause);
    }

    private String lastWords() throws IOException {
        return PostgresLog.lastMessage(log)
                .map(message -> "It last said: " + message)
                .orElse("It has said nothing.");
    }
}
