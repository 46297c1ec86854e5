package io.runledger.query.audit;

import io.runledger.eventstore.EventLog;
import io.runledger.query.projection.ProjectedTable;
import io.runledger.query.projection.Projection;
import io.runledger.query.projection.Recorded;
import io.runledger.query.projection.RowBatch;
import io.runledger.query.projection.RowTarget;
import java.sql.Connection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * One projection made again from the first event, in temporary tables. Segments make its rows and look at what it wants; one
 * thread writes them.
 */
final class Shadow<R> {

    /** With so many the replay says nothing that a look at the parked events would not say. */
    private static final int MOST_UNFIT = 10_000;

    private final Projection<R> projection;
    private final long upTo;
    private final Connection connection;
    private final JdbcOperations jdbc;
    private final RowTarget target;
    private final EventLog log;
    private final Map<String, Unfit> unfit = new ConcurrentHashMap<>();

    /** Accounts of which an event was found to be unfit when it was written, and those behind it had perhaps been read. */
    private final Set<String> foundLate = ConcurrentHashMap.newKeySet();

    /** The first event of an account that could not be handled; those after it are left out, as they are live. */
    record Unfit(String account, long version, String type, String reason) {}

    /**
     * @param upTo the position that the live tables have come to
     * @param connection of its own
     */
    Shadow(Projection<R> projection, long upTo, Connection connection, EventLog log) {
        this.projection = projection;
        this.upTo = upTo;
        this.connection = connection;
        this.jdbc = ShadowRun.on(connection);
        this.target = RowTarget.shadow(jdbc);
        this.log = log;
    }

    /** Indexes only where rows are looked for: making them for rows that are only added would cost more than the rows. */
    void createTables() {
        for (ProjectedTable table : projection.tables()) {
            jdbc.execute("create temporary table %1$s (like %2$s.%1$s including %3$s) on commit drop"
                    .formatted(table.name(), RowTarget.LIVE, table.isOnlyAddedTo() ? "defaults" : "all"));
        }
    }

    /**
     * The event, if it belongs to what the live tables have come to, and follows no unfit one of its account.
     *
     * @return null: no rows can be made of it
     */
    @Nullable
    Recorded wanted(LogEntry entry) {
        Unfit first = unfit.get(entry.account());
        boolean isLeftOut = first != null && entry.version() >= first.version();
        if (isLeftOut || entry.position() > upTo) {
            return null;
        }
        try {
            return entry.event();
        } catch (RuntimeException unreadable) {
            note(entry, unreadable);
            return null;
        }
    }

    /**
     * @param accounts of the segment that will make them
     */
    MadeRows<R> noRows(Predicate<String> accounts) {
        return new MadeRows<>(projection, accounts, foundLateAmong(accounts), target.batch());
    }

    /**
     * All at once; only if that fails their events are read again and tried alone, to find the one that is at fault. So are those
     * of rows that were begun before it was found, for events behind it may be among them.
     *
     * @param requireGoingOn throws when all is to end, which is no fault of an event
     */
    void write(MadeRows<R> rows, Runnable requireGoingOn) {
        jdbc.execute("savepoint batch");
        if (!rows.areGood(foundLateAmong(rows.accounts())) || !canBeAdded(rows)) {
            addOneByOne(rows, requireGoingOn);
        }
        jdbc.execute("release savepoint batch");
    }

    private long foundLateAmong(Predicate<String> accounts) {
        return foundLate.stream().filter(accounts).count();
    }

    private boolean canBeAdded(MadeRows<R> rows) {
        try {
            target.add(rows.batch());
            return true;
        } catch (RuntimeException failure) {
            jdbc.execute("rollback to savepoint batch");
            return false;
        }
    }

    private void addOneByOne(MadeRows<R> spoilt, Runnable requireGoingOn) {
        R rows = projection.noRows();
        log.between(connection, spoilt.first() - 1, spoilt.last(), stored -> {
            requireGoingOn.run();
            if (spoilt.accounts().test(stored.aggregate())) {
                LogEntry entry = LogEntry.read(stored, log);
                Recorded event = wanted(entry);
                if (event != null && isFit(entry, event)) {
                    projection.add(rows, event);
                }
            }
        });
        RowBatch batch = target.batch();
        projection.write(batch, rows);
        target.add(batch);
    }

    private boolean isFit(LogEntry entry, Recorded event) {
        try {
            projection.check(event);
            return true;
        } catch (RuntimeException reason) {
            note(entry, reason);
            foundLate.add(entry.account());
            return false;
        }
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

    private void note(LogEntry entry, RuntimeException reason) {
        if (unfit.size() >= MOST_UNFIT) {
            throw new IllegalStateException("more than " + MOST_UNFIT + " accounts have events that can't be handled");
        }
        Unfit event = new Unfit(entry.account(), entry.version(), entry.type(), String.valueOf(reason.getMessage()));
        unfit.merge(entry.account(), event, (known, found) -> found.version() < known.version() ? found : known);
    }
}
