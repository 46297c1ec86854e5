package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One generation; chosen by the gateway, and its idempotency key within the account. */
public record RunId(@JsonValue String value) {

    /**
     * @throws InvalidValue if it is no id
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RunId {
        Ids.requireId("runId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
