package io.runledger.query.audit;

import io.runledger.eventstore.EventLog;
import io.runledger.query.audit.Shadow.Unfit;
import io.runledger.query.parked.ParkedEvent;
import io.runledger.query.parked.ParkedEvents;
import io.runledger.query.projection.Positions;
import io.runledger.query.projection.Projection;
import io.runledger.query.projection.StoredJson;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Makes projections again from the first event and compares them with the live ones. All is read in the snapshot of one
 * moment, so that rows, tokens and events belong together while live reads and writes go on; and all that is written goes
 * into temporary tables, which vanish with the snapshot.
 */
final class ShadowRun {

    private static final String PARKED = "parked";

    private final Snapshot snapshot;
    private final JdbcTemplate jdbc;
    private final EventLog log;
    private final Positions positions;
    private final ParkedEvents parked;
    private final Replay replay;

    ShadowRun(Snapshot snapshot, EventLog log, Positions positions, ParkedEvents parked, Replay replay) {
        this.snapshot = snapshot;
        this.jdbc = on(snapshot.first());
        this.log = log;
        this.positions = positions;
        this.parked = parked;
        this.replay = replay;
    }

    /**
     * @throws CancellationException if it was cancelled
     * @throws SQLException if a connection can't be had
     */
    void run() throws SQLException {
        Map<String, Long> upTo = upTo(replay.projections());
        long end = upTo.values().stream().mapToLong(Long::longValue).max().orElse(0);
        replay.begins(upTo, log.count(snapshot.first(), end));
        List<Shadow<?>> shadows = new ArrayList<>();
        for (Projection<?> projection : replay.projections()) {
            shadows.add(new Shadow<>(projection, upTo.getOrDefault(projection.name(), 0L), snapshot.another(), log));
        }
        shadows.forEach(Shadow::createTables);
        fill(shadows, end);
        replay.hasReplayed();
        compare(shadows);
    }

    /** Statements on one connection, which stays open. */
    static JdbcTemplate on(Connection connection) {
        return new JdbcTemplate(new SingleConnectionDataSource(connection, true));
    }

    private Map<String, Long> upTo(List<Projection<?>> projections) {
        Map<String, Long> reached = positions.read(jdbc);
        return projections.stream()
                .collect(Collectors.toMap(Projection::name, each -> reached.getOrDefault(each.name(), 0L)));
    }

    private void fill(List<Shadow<?>> shadows, long end) throws SQLException {
        try (Filling filling = new Filling(log)) {
            filling.start(shadows, this::requireGoingOn);
            log.between(snapshot.another(), 0, end, event -> {
                requireGoingOn();
                filling.take(event);
                replay.hasProcessed();
            });
            filling.finish();
        }
    }

    private void compare(List<Shadow<?>> shadows) {
        for (Shadow<?> shadow : shadows) {
            requireGoingOn();
            compareParked(shadow);
            shadow.analyze();
            new Comparison(shadow.jdbc(), replay.differences()).compare(shadow.projection());
        }
    }

    /** What is parked live is missing there; what can't be handled here would be parked. Neither is as it should be. */
    private void compareParked(Shadow<?> shadow) {
        String projection = shadow.projection().name();
        List<String> only = List.of(projection);
        Map<String, Unfit> unfit = new HashMap<>(shadow.unfit());
        List<ParkedEvent> live = parked.read(jdbc, only, Differences.MOST_KEPT);
        for (ParkedEvent event : live) {
            Unfit same = unfit.get(event.account());
            boolean matches = same != null && same.version() == event.version();
            if (matches) {
                unfit.remove(event.account());
            }
            replay.differences().add(difference(projection, event, matches ? same : null));
        }
        replay.differences().addUnlisted(parked.count(jdbc, only) - live.size());
        addUnfit(projection, unfit.values());
    }

    private void addUnfit(String projection, Collection<Unfit> unfit) {
        unfit.forEach(event -> replay.differences()
                .add(new Difference(
                        projection,
                        PARKED,
                        StoredJson.write(new Key(event.account(), event.version())),
                        null,
                        StoredJson.write(new Reason(event.type(), event.reason(), null)))));
    }

    private static Difference difference(String projection, ParkedEvent event, @Nullable Unfit same) {
        return new Difference(
                projection,
                PARKED,
                StoredJson.write(new Key(event.account(), event.version())),
                StoredJson.write(new Reason(event.type(), event.reason(), event.since())),
                same == null ? null : StoredJson.write(new Reason(same.type(), same.reason(), null)));
    }

    private void requireGoingOn() {
        if (replay.isToBeCancelled()) {
            throw new CancellationException();
        }
    }

    private record Key(String account, long version) {}

    private record Reason(
            String type, String reason, @Nullable Instant since) {}
}
