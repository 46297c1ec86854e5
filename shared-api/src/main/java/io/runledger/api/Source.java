package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
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
        return Arrays.stream(values())
                .filter(source -> source.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidValue("source must be one of "
                        + Arrays.stream(values()).map(Source::wireName).toList()));
    }

    @JsonValue
    public String wireName() {
        return Ids.wireName(this);
    }
}
