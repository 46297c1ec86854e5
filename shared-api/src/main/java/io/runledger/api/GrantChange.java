package io.runledger.api;

import java.util.List;

/** A change of what remains in one grant. */
public record GrantChange(GrantId grantId, Credits change) {

    static List<GrantChange> outOf(List<Taken> parts) {
        return parts.stream()
                .map(part -> new GrantChange(part.grantId(), part.credits().negated()))
                .toList();
    }

    static List<GrantChange> backTo(List<Returned> parts) {
        return parts.stream()
                .filter(part -> part.fate() == Returned.Fate.AVAILABLE)
                .map(part -> new GrantChange(part.grantId(), part.credits()))
                .toList();
    }
}
