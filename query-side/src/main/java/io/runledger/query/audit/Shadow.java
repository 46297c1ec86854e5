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

    /** Some megabytes of events; larger batches are hardly faster. */
    private static final int BATCH = 5000;

    /** With so many the replay says nothing that a look at the parked events would not say. */
    private static final int MOST_UNFIT = 10_000;

    private final Projection<R> projection;
    private final long upTo;
    private final RowTarget target;
    private final List<Recorded> batch = new ArrayList<>();
    private final Map<String, Unfit> unfit = new HashMap<>();

    /** The first event of an account that could not be handled; those after it are left out, as they are live. */
    record Unfit(String account, long version, String type, String reason) {}

    /**
     * @param upTo the position that the live tables have come to
     */
    Shadow(Projection<R> projection, long upTo, JdbcOperations jdbc) {
        this.projection = projection;
        this.upTo = upTo;
        this.target = RowTarget.shadow(jdbc);
    }

    void createTables(JdbcOperations jdbc) {
        for (ProjectedTable table : projection.tables()) {
            jdbc.execute("create temporary table %1$s (like %2$s.%1$s including all) on commit drop"
                    .formatted(table.name(), RowTarget.LIVE));
        }
    }

    void take(LogEntry entry) {
        if (entry.position() > upTo || unfit.containsKey(entry.account())) {
            return;
        }
        try {
            Recorded event = entry.event();
            if (event != null) {
                projection.check(event);
                batch.add(event);
            }
        } catch (RuntimeException reason) {
            note(new Unfit(entry.account(), entry.version(), entry.type(), String.valueOf(reason.getMessage())));
        }
    }

    void flush() {
        if (!batch.isEmpty()) {
            target.add(projection, batch);
            batch.clear();
        }
    }

    Projection<R> projection() {
        return projection;
    }

    Map<String, Unfit> unfit() {
        return unfit;
    }

    boolean isFull() {
        return batch.size() >= BATCH;
    }

    private void note(Unfit event) {
        if (unfit.size() == MOST_UNFIT) {
            throw new IllegalStateException("more than " + MOST_UNFIT + " accounts have events that can't be handled");
        }
        unfit.put(event.account(), event);
    }
}
