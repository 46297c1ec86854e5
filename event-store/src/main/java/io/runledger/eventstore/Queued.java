package io.runledger.eventstore;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Something that waits for the writer. Whoever asked for it waits for {@link #done}. */
abstract sealed class Queued {

    final CompletableFuture<Void> done = new CompletableFuture<>();
    final long since = System.nanoTime();

    /** Set by the writer, which is the only one that looks at it; those who wait may be told later. */
    boolean fateIsKnown;

    /** Tells those who wait; without a failure, that it is done. */
    final void settle(@Nullable RuntimeException failure) {
        if (failure == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(failure);
        }
    }

    /** The events of one unit of work. */
    static final class Unit extends Queued {

        final List<EventRow> rows;

        /** One for each of its aggregates. */
        final List<Chain> chains;

        Unit(List<EventRow> rows, List<Chain> chains) {
            this.rows = rows;
            this.chains = chains;
        }

        /** Whether it builds on events that were not stored. */
        boolean isSpoilt() {
            return chains.stream().anyMatch(chain -> chain.spoilt);
        }
    }

    /** The question whether an event is still the newest of its aggregate. */
    static final class Confirmation extends Queued {

        final String aggregate;
        final long sequence;

        Confirmation(String aggregate, long sequence) {
            this.aggregate = aggregate;
            this.sequence = sequence;
        }
    }
}
