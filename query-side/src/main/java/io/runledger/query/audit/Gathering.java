package io.runledger.query.audit;

import io.runledger.query.projection.Recorded;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Where a segment gathers the rows of one projection, until there are enough of them to be written. */
final class Gathering<R> {

    private final Shadow<R> shadow;
    private final Predicate<String> accounts;
    private final int enough;
    private final Consumer<MadeRows<R>> writer;
    private MadeRows<R> rows;

    /**
     * @param accounts the segment's
     * @param enough of so many events rows are written at once
     * @param writer takes rows in order
     */
    Gathering(Shadow<R> shadow, Predicate<String> accounts, int enough, Consumer<MadeRows<R>> writer) {
        this.shadow = shadow;
        this.accounts = accounts;
        this.enough = enough;
        this.writer = writer;
        this.rows = shadow.noRows(accounts);
    }

    void take(LogEntry entry) {
        Recorded event = shadow.wanted(entry);
        if (event != null) {
            rows.take(entry.position(), event);
        }
    }

    /** The segment turns to other events now. */
    void endOfChunk() {
        rows.endOfChunk();
        if (rows.events() >= enough) {
            handOver();
        }
    }

    /** Has the rows written, however many there are. */
    void handOver() {
        rows.complete();
        writer.accept(rows);
        rows = shadow.noRows(accounts);
    }
}
