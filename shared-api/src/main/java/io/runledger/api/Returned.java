package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/** The part of a run's credits that goes back to the grant it was taken from, and what becomes of it there. */
public record Returned(GrantId grantId, Credits credits, Fate fate) {

    /** What becomes of credits that come back. */
    public enum Fate {
        /** They can be spent again. */
        AVAILABLE,
        /** Their grant has expired meanwhile: breakage. */
        EXPIRED,
        /** Their grant was voided meanwhile, and so are they. */
        VOIDED,
        /** They pay the account's debt. */
        DEBT;

        @JsonCreator
        static Fate of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }

        @JsonValue
        String wireName() {
            return Ids.wireName(this);
        }
    }

    public static Credits total(List<Returned> parts) {
        return Credits.sum(parts, Returned::credits);
    }

    public static Credits total(List<Returned> parts, Fate fate) {
        return Credits.sum(parts, part -> part.fate() == fate ? part.credits() : Credits.ZERO);
    }
}
