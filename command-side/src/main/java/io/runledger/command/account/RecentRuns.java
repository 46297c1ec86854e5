package io.runledger.command.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.runledger.api.AccountEvent;
import io.runledger.api.RunEvent.EndOfReservation;
import io.runledger.api.RunId;
import java.util.Arrays;

/**
 * The runs that were closed last. Most repeats come soon: for these the account knows at once that it has to look up its
 * first answer, where for an older run it learns so from the store. It keeps a number for each and not its id, which would
 * be most of what an account takes in memory; two ids with the same number only cost a look into the store.
 */
final class RecentRuns {

    private static final int MOST = 64;
    private static final int FEW = 4;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private long[] closed;
    private int count;

    /** Where the next one goes when there is no more room: the place of the oldest. */
    private int oldest;

    RecentRuns() {
        this(new long[0]);
    }

    /**
     * @param closed the oldest first
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    RecentRuns(long[] closed) {
        this.closed = closed.clone();
        this.count = closed.length;
    }

    /** The oldest first. */
    @JsonValue
    long[] closed() {
        long[] inOrder = new long[count];
        for (int i = 0; i < count; i++) {
            inOrder[i] = closed[(oldest + i) % count];
        }
        return inOrder;
    }

    boolean contains(RunId run) {
        long number = numberOf(run);
        for (int i = 0; i < count; i++) {
            if (closed[i] == number) {
                return true;
            }
        }
        return false;
    }

    void apply(AccountEvent event) {
        if (event instanceof EndOfReservation end && !contains(end.runId())) {
            add(numberOf(end.runId()));
        }
    }

    private void add(long number) {
        if (count == MOST) {
            closed[oldest] = number;
            oldest = (oldest + 1) % MOST;
            return;
        }
        if (count == closed.length) {
            closed = Arrays.copyOf(closed, Math.min(MOST, Math.max(FEW, count * 2)));
        }
        closed[count++] = number;
    }

    /** FNV-1a: quick, and spread well enough that sixty of them don't meet. */
    private static long numberOf(RunId run) {
        long number = FNV_OFFSET;
        for (int i = 0; i < run.value().length(); i++) {
            number = (number ^ run.value().charAt(i)) * FNV_PRIME;
        }
        return number;
    }
}
