package io.runledger.query.audit;

import io.runledger.query.projection.ProjectedTable;
import io.runledger.query.projection.Projection;
import io.runledger.query.projection.Recorded;
import io.runledger.query.projection.RowTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * One projection made again from the first event, in temporary tables. It holds one batch of events at a time; the rows
 * are PostgreSQL's to keep.
 */
final class Shadow<R> {

    /** Some megabytes of events; larger batches are hardly faster. */
    private static final int BATCH = 5000;

    /** With so many the replay says nothing that a look at the parked events would not say. */
    private static final int MOST_UNFIT = 10_000;

    private final Projection<R> projection;
    private final long upTo;
    private final JdbcOperations jdbc;
    private final RowTarget target;
    private final List<LogEntry> batch = new ArrayList<>();
    private final Map<String, Unfit> unfit = new HashMap<>();

    /** The first event of an account that could not be handled; those after it are left out, as they are live. */
    record Unfit(String account, long version, String type, String reason) {}

    /**
     * @param upTo the position that the live tables have come to
     */
    Shadow(Projection<R> projection, long upTo, JdbcOperations jdbc) {
        this.projection = projection;
        this.upTo = upTo;
        this.jdbc = jdbc;
        this.target = RowTarget.shadow(jdbc);
    }

    /** Indexes only where rows are looked for: making them for rows that are only added would cost more than the rows. */
    void createTables(JdbcOperations jdbc) {
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
        if (batch.size() >= BATCH) {
            flush();
        }
    }

    private void take(LogEntry entry) {
        try {
            if (entry.event() != null) {
                batch.add(entry);
            }
        } catch (RuntimeException reason) {
            note(entry, reason);
        }
    }

    /** All at once; only if that fails each event is tried alone, to find the one that is at fault. */
    void flush() {
        jdbc.execute("savepoint batch");
        try {
            target.addNew(projection, events());
        } catch (RuntimeException failure) {
            jdbc.execute("rollback to savepoint batch");
            leaveOutUnfit();
            target.addNew(projection, events());
        }
        jdbc.execute("release savepoint batch");
        batch.clear();
    }

    private List<Recorded> events() {
        return batch.stream()
                .map(entry -> Objects.requireNonNull(entry.event()))
                .toList();
    }

    private void leaveOutUnfit() {
        for (LogEntry entry : batch) {
            try {
                if (!unfit.containsKey(entry.account())) {
                    projection.check(Objects.requireNonNull(entry.event()));
                }
            } catch (RuntimeException reason) {
                note(entry, reason);
            }
        }
        batch.removeIf(entry -> isLeftOut(entry));
    }

    private boolean isLeftOut(LogEntry entry) {
        Unfit first = unfit.get(entry.account());
        return first != null && entry.version() >= first.version();
    }

    Projection<R> projection() {
        return projection;
    }

    Map<String, Unfit> unfit() {
        return unfit;
    }

    private void note(LogEntry entry, RuntimeException reason) {
        if (unfit.size() == MOST_UNFIT) {
            throw new IllegalStateException("more than " + MOST_UNFIT + " accounts have events that can't be handled");
        }
        unfit.put(
                entry.account(),
                new Unfit(entry.account(), entry.version(), entry.type(), String.valueOf(reason.getMessage())));
    }
}
