package io.runledger.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A change of what remains in one grant. */
public record GrantChange(GrantId grantId, Credits change) {

    static List<GrantChange> outOf(List<Taken> parts) {
        return of(List.of(), parts);
    }

    static List<GrantChange> backTo(List<Returned> parts) {
        return of(parts, List.of());
    }

    /** A loop, because every event of every run comes by here, in each projection and each replay. */
    static List<GrantChange> of(List<Returned> back, List<Taken> out) {
        List<GrantChange> changes = new ArrayList<>(back.size() + out.size());
        for (Returned part : back) {
            if (part.fate() == Returned.Fate.AVAILABLE) {
                changes.add(new GrantChange(part.grantId(), part.credits()));
            }
        }
        for (Taken part : out) {
            changes.add(new GrantChange(part.grantId(), part.credits().negated()));
        }
        return Collections.unmodifiableList(changes);
    }
}
