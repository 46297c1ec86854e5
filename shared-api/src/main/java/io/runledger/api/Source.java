package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** Where a grant came from, in the usual burn-down order. */
public enum Source {
    FREE,
    SUBSCRIPTION,
    PROMOTIONAL,
    COMPENSATION,
    TOP_UP;

    /** The burn-down order where the policy says nothing else. */
    public static final List<Source> USUAL_BURN_DOWN = List.of(values());

    /**
     * @throws InvalidValue if there is no such source
     */
    @JsonCreator
    public static Source of(String name) {
        for (Source source : USUAL_BURN_DOWN) {
            if (source.wireName().equals(name)) {
                return source;
            }
        }
        throw new InvalidValue("source must be one of "
                + USUAL_BURN_DOWN.stream().map(Source::wireName).toList());
    }

    @JsonValue
    public String wireName() {
        return Ids.wireName(this);
    }
}
