package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** How much of what is left of a subscription's month goes into the next. */
public enum Rollover {
    NONE,
    /** Up to a number of credits that the plan names. */
    CAPPED,
    ALL;

    @JsonValue
    public String wireName() {
        return Ids.wireName(this);
    }
}
