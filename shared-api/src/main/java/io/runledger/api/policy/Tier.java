package io.runledger.api.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import io.runledger.api.Ids;

/** How good, and how dear, a model is. */
public enum Tier {
    BASIC,
    STANDARD,
    PREMIUM;

    @JsonValue
    public String wireName() {
        return Ids.wireName(this);
    }
}
