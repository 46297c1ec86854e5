package io.runledger.command.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.runledger.api.AccountEvent;
import io.runledger.api.RunEvent.EndOfReservation;
import io.runledger.api.RunId;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The runs that were closed last. Most repeats come soon: for these the account knows at once that it has to look up its
 * first answer, where for an older run it learns so from the store.
 */
final class RecentRuns {

    private static final int MOST = 64;

    private final Set<RunId> closed;

    RecentRuns() {
        this(Set.of());
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    RecentRuns(Collection<RunId> closed) {
        this.closed = new LinkedHashSet<>(closed);
    }

    @JsonValue
    Collection<RunId> closed() {
        return closed;
    }

    boolean contains(RunId run) {
        return closed.contains(run);
    }

    void apply(AccountEvent event) {
        if (event instanceof EndOfReservation end) {
            closed.add(end.runId());
            forgetOldest();
        }
    }

    private void forgetOldest() {
        if (closed.size() > MOST) {
            Iterator<RunId> oldest = closed.iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
