package io.runledger.eventstore;

import io.runledger.eventstore.Queued.Unit;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The units of work of one aggregate that are on their way, each built on the one before it. When one fails, so do all that
 * come after it, even if what they were refused for is gone by then. Guarded by {@link InFlight}, but for what is volatile.
 */
final class Chain {

    final String aggregate;
    final Deque<Unit> units = new ArrayDeque<>(2);

    /** The sequence of the last event. */
    long last;

    /** Set by the writer only, which also is the one that looks at it before it writes. */
    volatile boolean spoilt;

    Chain(String aggregate) {
        this.aggregate = aggregate;
    }

    /** The first event that is still on its way. */
    EventRow first() {
        return units.getFirst().rows.stream()
                .filter(row -> row.aggregate().equals(aggregate))
                .findFirst()
                .orElseThrow();
    }
}
