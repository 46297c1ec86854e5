package io.runledger.query.audit;

import java.util.function.Consumer;
import java.util.function.Predicate;

/** Where a segment gathers the rows of one projection, until there are enough of them to be written. */
final class Gathering<R> {

    /** Some megabytes; for rows that are only added, larger batches are hardly faster. */
    private static final int BATCH = 5_000;

    /**
     * So many events, of which only what they change is kept. A row that is changed leaves its old self behind until the transaction ends, and each change
     * passes by all of them: so the fewer changes the better.
     */
    private static final int BATCH_OF_CHANGES = 50_000;

    private final Shadow<R> shadow;
    private final Predicate<String> accounts;
    private final Consumer<MadeRows<R>> full;
    private final int batchSize;
    private MadeRows<R> rows;

    /**
     * @param accounts the segment's
     * @param full takes rows when there are enough
     */
    Gathering(Shadow<R> shadow, Predicate<String> accounts, Consumer<MadeRows<R>> full) {
        this.shadow = shadow;
        this.accounts = accounts;
        this.full = full;
        this.batchSize = shadow.projection().isOnlyAddedTo() ? BATCH : BATCH_OF_CHANGES;
        this.rows = shadow.noRows(accounts);
    }

    void take(LogEntry entry) {
        if (shadow.wants(entry)) {
            rows.take(entry);
        }
    }

    /** A segment turns to other events now. */
    void endOfChunk() {
        rows.endOfChunk();
        if (rows.events() >= batchSize) {
            handOver();
        }
    }

    /** Has the rows written, however many there are. */
    void handOver() {
        rows.complete();
        full.accept(rows);
        rows = shadow.noRows(accounts);
    }
}
