package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The wallet of one person, team or workspace; chosen by the gateway. */
public record AccountId(@JsonValue String value) {

    /**
     * @throws InvalidValue if it is no id
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AccountId {
        Ids.requireId("account", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
