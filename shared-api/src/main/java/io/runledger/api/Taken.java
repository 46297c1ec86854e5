package io.runledger.api;

import java.util.List;

/** The part of a run's credits that comes from one grant. */
public record Taken(GrantId grantId, Source source, Credits credits) {

    public static Credits total(List<Taken> parts) {
        return Credits.sum(parts, Taken::credits);
    }
}
