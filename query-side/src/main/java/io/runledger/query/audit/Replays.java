package io.runledger.query.audit;

import io.runledger.api.InvalidValue;
import io.runledger.eventstore.EventLog;
import io.runledger.query.parked.ParkedEvents;
import io.runledger.query.projection.Positions;
import io.runledger.query.projection.Projection;
import io.runledger.service.problem.ProblemException;
import jakarta.annotation.PreDestroy;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The replays of this process, of which one runs at a time. They are forgotten when it ends. */
@Component
class Replays {

    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
    private static final String ALL = "all";
    private static final int MOST_REMEMBERED = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_INTERRUPTIONS = Duration.ofMillis(100);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "replay"));
    private final Deque<Replay> newestFirst = new ArrayDeque<>();
    private final List<Projection<?>> projections;
    private final Events events;
    private final Positions positions;
    private final ParkedEvents parked;
    private final DataSource dataSource;
    private final Clock clock;
    private volatile @Nullable Snapshot snapshot;

    Replays(
            List<Projection<?>> projections,
            Events events,
            Positions positions,
            ParkedEvents parked,
            DataSource dataSource,
            Clock clock) {
        this.projections = projections;
        this.events = events;
        this.positions = positions;
        this.parked = parked;
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * @param name of a projection, or all
     * @throws ProblemException 409 while another one runs
     */
    synchronized Replay start(String name) {
        EventLog log = events.log();
        requireNoneRunning();
        Replay replay = new Replay(name, named(name), clock.instant());
        newestFirst.addFirst(replay);
        if (newestFirst.size() > MOST_REMEMBERED) {
            newestFirst.removeLast();
        }
        thread.execute(() -> run(replay, log));
        return replay;
    }

    synchronized List<Replay> newestFirst() {
        return List.copyOf(newestFirst);
    }

    synchronized Optional<Replay> find(String id) {
        return newestFirst.stream().filter(replay -> replay.id().equals(id)).findFirst();
    }

    /** Stops it, if it runs; whatever it was about to do is undone by itself. */
    void cancel(Replay replay) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        replay.cancel();
        // One that is between two statements hears nothing of it, and the next may wait for a lock as long as that is
        // held. Who is interrupted while waiting leaves it at that.
        while (replay.isRunning()
                && System.nanoTime() - end < 0
                && !Thread.currentThread().isInterrupted()) {
            interruptStatements();
            replay.awaitEnd(BETWEEN_INTERRUPTIONS);
        }
    }

    @PreDestroy
    void stop() {
        newestFirst().forEach(this::cancel);
        thread.shutdownNow();
    }

    private void run(Replay replay, EventLog log) {
        try {
            runInSnapshot(replay, log);
            replay.ends(Replay.State.DONE, clock.instant(), null);
        } catch (Exception e) {
            if (replay.isToBeCancelled()) {
                replay.ends(Replay.State.CANCELLED, clock.instant(), null);
            } else {
                LOG.error("Replay {} failed", replay.id(), e);
                replay.ends(
                        Replay.State.FAILED, clock.instant(), "it stopped on an error; see the log for " + replay.id());
            }
        }
    }

    private void runInSnapshot(Replay replay, EventLog log) throws SQLException {
        try (Snapshot taken = new Snapshot(dataSource)) {
            snapshot = taken;
            new ShadowRun(taken, log, positions, parked, replay).run();
        } finally {
            snapshot = null;
        }
    }

    private void interruptStatements() {
        Snapshot busy = snapshot;
        if (busy != null) {
            busy.interruptStatements();
        }
    }

    private void requireNoneRunning() {
        newestFirst.stream().filter(Replay::isRunning).findFirst().ifPresent(running -> {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "replay-running",
                    "Replay " + running.id() + " is running; wait for it, or delete it.",
                    Map.of("id", running.id()));
        });
    }

    private List<Projection<?>> named(String name) {
        if (name.equals(ALL)) {
            return projections;
        }
        return projections.stream()
                .filter(projection -> projection.name().equals(name))
                .findFirst()
                .<List<Projection<?>>>map(List::of)
                .orElseThrow(() -> new InvalidValue("projection must be one of " + names()));
    }

    private List<String> names() {
        return Stream.concat(projections.stream().map(Projection::name).sorted(), Stream.of(ALL))
                .toList();
    }
}
