package io.runledger.api.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import io.runledger.api.Ids;

/** What a model makes. */
public enum Kind {
    IMAGE,
    VIDEO,
    AUDIO,
    TEXT,
    EDIT;

    @JsonValue
    public String wireName() {
        return Ids.wireName(this);
    }
}
