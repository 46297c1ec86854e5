package io.runledger.query.audit;

import io.runledger.query.projection.Projection;
import io.runledger.query.projection.Recorded;
import io.runledger.query.projection.RowBatch;
import java.util.function.Predicate;

/**
 * The rows that a projection makes of some events of a segment. The events are let go; should one of them be unfit, so that
 * these rows are of no use, they can be read again.
 */
final class MadeRows<R> {

    private final Projection<R> projection;
    private final Predicate<String> accounts;
    private final long unfitBefore;
    private final RowBatch batch;
    private R rows;
    private long first;
    private long last;
    private int events;
    private boolean isSpoilt;

    /**
     * @param accounts the segment's
     * @param unfitBefore in how many of them something written before was found unfit, as far as is known now, when none of
     *     these events has been looked at
     * @param batch empty
     */
    MadeRows(Projection<R> projection, Predicate<String> accounts, long unfitBefore, RowBatch batch) {
        this.projection = projection;
        this.accounts = accounts;
        this.unfitBefore = unfitBefore;
        this.batch = batch;
        this.rows = projection.noRows();
    }

    /**
     * @param position after that of the event before
     */
    void take(long position, Recorded event) {
        if (events == 0) {
            first = position;
        }
        last = position;
        events++;
        attempt(() -> projection.add(rows, event));
    }

    /** Rows that no later event changes are brought into the form in which they will be sent, while they are in the cache. */
    void endOfChunk() {
        if (projection.isOnlyAddedTo()) {
            attempt(this::intoBatch);
        }
    }

    /** There will be no more of them. */
    void complete() {
        attempt(this::intoBatch);
    }

    private void intoBatch() {
        projection.write(batch, rows);
        rows = projection.noRows();
    }

    /** Which event is unfit is found out when they are read again. */
    private void attempt(Runnable making) {
        if (!isSpoilt) {
            try {
                making.run();
            } catch (RuntimeException unfit) {
                isSpoilt = true;
                rows = projection.noRows();
            }
        }
    }

    /** How many events they are made of. */
    int events() {
        return events;
    }

    /** The position of the first event. */
    long first() {
        return first;
    }

    /** The position of the last event. */
    long last() {
        return last;
    }

    Predicate<String> accounts() {
        return accounts;
    }

    /**
     * @param unfitNow in how many of the segment's accounts something written before was found unfit
     * @return whether they are what they should be
     */
    boolean areGood(long unfitNow) {
        return !isSpoilt && unfitNow == unfitBefore;
    }

    RowBatch batch() {
        return batch;
    }
}
