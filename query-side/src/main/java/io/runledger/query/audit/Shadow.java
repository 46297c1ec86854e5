package io.runledger.query.audit;

import io.runledger.query.projection.ProjectedTable;
import io.runledger.query.projection.Projection;
import io.runledger.query.projection.Recorded;
import io.runledger.query.projection.RowTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * One projection made again from the first event, in temporary tables. It holds one batch of events at a time; the rows
 * are PostgreSQL's to keep.
 */
final class Shadow<R> {

    /** Some megabytes of events; for rows that are only added, larger batches are hardly faster. */
    private static final int BATCH = 5_000;

    /**
     * Some tens of megabytes. A row that is changed leaves its old self behind until the transaction ends, and each change
     * passes by all of them: so the fewer changes the better.
     */
    private static final int BATCH_OF_CHANGES = 50_000;

    /** With so many the replay says nothing that a look at the parked events would not say. */
    private static final int MOST_UNFIT = 10_000;

    private final Projection<R> projection;
    private final long upTo;
    private final JdbcOperations jdbc;
    private final RowTarget target;
    private final int batchSize;
    private final List<Recorded> batch = new ArrayList<>();
    private final Map<String, Unfit> unfit = new HashMap<>();

    /** The first event of an account that could not be handled; those after it are left out, as they are live. */
    record Unfit(String account, long version, String type, String reason) {}

    /**
     * @param upTo the position that the live tables have come to
     * @param jdbc on a connection of its own
     */
    Shadow(Projection<R> projection, long upTo, JdbcOperations jdbc) {
        this.projection = projection;
        this.upTo = upTo;
        this.jdbc = jdbc;
        this.target = RowTarget.shadow(jdbc);
        this.batchSize =
                projection.tables().stream().allMatch(ProjectedTable::isOnlyAddedTo) ? BATCH : BATCH_OF_CHANGES;
    }

    /** Indexes only where rows are looked for: making them for rows that are only added would cost more than the rows. */
    void createTables() {
        for (ProjectedTable table : projection.tables()) {
            jdbc.execute("create temporary table %1$s (like %2$s.%1$s including %3$s) on commit drop"
                    .formatted(table.name(), RowTarget.LIVE, table.isOnlyAddedTo() ? "defaults" : "all"));
        }
    }

    void take(List<LogEntry> entries) {
        for (LogEntry entry : entries) {
            if (entry.position() <= upTo && !unfit.containsKey(entry.account())) {
                take(entry);
            }
        }
        if (batch.size() >= batchSize) {
            flush();
        }
    }

    private void take(LogEntry entry) {
        try {
            Recorded event = entry.event();
            if (event != null) {
                batch.add(event);
            }
        } catch (RuntimeException reason) {
            note(new Unfit(entry.account(), entry.version(), entry.type(), String.valueOf(reason.getMessage())));
        }
    }

    /** All at once; only if that fails each event is tried alone, to find the one that is at fault. */
    void flush() {
        jdbc.execute("savepoint batch");
        try {
            target.addNew(projection, batch);
        } catch (RuntimeException failure) {
            jdbc.execute("rollback to savepoint batch");
            leaveOutUnfit();
            target.addNew(projection, batch);
        }
        jdbc.execute("release savepoint batch");
        batch.clear();
    }

    private void leaveOutUnfit() {
        for (Recorded event : batch) {
            try {
                if (!unfit.containsKey(event.account().value())) {
                    projection.check(event);
                }
            } catch (RuntimeException reason) {
                note(new Unfit(
                        event.account().value(),
                        event.version(),
                        event.event().getClass().getSimpleName(),
                        String.valueOf(reason.getMessage())));
            }
        }
        batch.removeIf(this::isLeftOut);
    }

    private boolean isLeftOut(Recorded event) {
        Unfit first = unfit.get(event.account().value());
        return first != null && event.version() >= first.version();
    }

    /** Temporary tables have no statistics until someone asks for them, and joins would be planned without. */
    void analyze() {
        projection.tables().stream()
                .map(ProjectedTable::name)
                .forEach(table -> jdbc.execute("analyze pg_temp." + table));
    }

    /** Where its tables can be seen. */
    JdbcOperations jdbc() {
        return jdbc;
    }

    Projection<R> projection() {
        return projection;
    }

    Map<String, Unfit> unfit() {
        return unfit;
    }

    private void note(Unfit event) {
        if (unfit.size() == MOST_UNFIT) {
            throw new IllegalStateException("more than " + MOST_UNFIT + " accounts have events that can't be handled");
        }
        unfit.put(event.account(), event);
    }
}
