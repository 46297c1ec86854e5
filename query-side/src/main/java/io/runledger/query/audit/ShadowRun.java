package io.runledger.query.audit;

import io.runledger.eventstore.EventLog;
import io.runledger.query.audit.Shadow.Unfit;
import io.runledger.query.parked.ParkedEvent;
import io.runledger.query.parked.ParkedEvents;
import io.runledger.query.projection.Positions;
import io.runledger.query.projection.ProjectedTable;
import io.runledger.query.projection.Projection;
import io.runledger.query.projection.StoredJson;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Makes projections again from the first event and compares them with the live ones. All is read in the snapshot of one
 * transaction, so that rows, tokens and events belong together while live reads and writes go on; and all that is written
 * goes into temporary tables, which vanish with the transaction.
 */
final class ShadowRun {

    private static final String PARKED = "parked";

    private final DataSource dataSource;
    private final Connection connection;
    private final JdbcTemplate jdbc;
    private final EventLog log;
    private final Positions positions;
    private final ParkedEvents parked;
    private final Replay replay;

    /**
     * @param dataSource for a second connection, which reads
     * @param connection with a repeatable-read transaction that has read nothing yet
     */
    ShadowRun(
            DataSource dataSource,
            Connection connection,
            EventLog log,
            Positions positions,
            ParkedEvents parked,
            Replay replay) {
        this.dataSource = dataSource;
        this.connection = connection;
        this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        this.log = log;
        this.positions = positions;
        this.parked = parked;
        this.replay = replay;
    }

    /**
     * @throws CancellationException if it was cancelled
     */
    void run() {
        Map<String, Long> upTo = upTo(replay.projections());
        long end = upTo.values().stream().mapToLong(Long::longValue).max().orElse(0);
        replay.begins(upTo, log.count(connection, end));
        List<Shadow<?>> shadows = replay.projections().stream()
                .<Shadow<?>>map(projection -> new Shadow<>(projection, upTo.getOrDefault(projection.name(), 0L), jdbc))
                .toList();
        shadows.forEach(shadow -> shadow.createTables(jdbc));
        readAll(shadows, end);
        shadows.forEach(Shadow::flush);
        replay.hasReplayed();
        compare(shadows);
    }

    private Map<String, Long> upTo(List<Projection<?>> projections) {
        Map<String, Long> reached = positions.read(jdbc);
        return projections.stream()
                .collect(Collectors.toMap(Projection::name, each -> reached.getOrDefault(each.name(), 0L)));
    }

    private void readAll(List<Shadow<?>> shadows, long end) {
        String snapshot = Objects.requireNonNull(jdbc.queryForObject("select pg_export_snapshot()", String.class));
        try (ReadAhead events = new ReadAhead(dataSource, log, snapshot, end)) {
            for (List<LogEntry> next = events.next(); !next.isEmpty(); next = events.next()) {
                requireGoingOn();
                for (Shadow<?> shadow : shadows) {
                    shadow.take(next);
                }
                replay.hasProcessed(next.size());
            }
        }
    }

    private void compare(List<Shadow<?>> shadows) {
        Comparison comparison = new Comparison(jdbc, replay.differences());
        for (Shadow<?> shadow : shadows) {
            requireGoingOn();
            compareParked(shadow);
            // Temporary tables have no statistics until someone asks for them, and joins would be planned without.
            shadow.projection().tables().stream()
                    .map(ProjectedTable::name)
                    .forEach(table -> jdbc.execute("analyze pg_temp." + table));
            comparison.compare(shadow.projection());
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
