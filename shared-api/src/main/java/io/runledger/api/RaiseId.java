package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One raise of a member's budget; chosen by the client, and its idempotency key within the account. */
public record RaiseId(@JsonValue String value) {

    /**
     * @throws InvalidValue if it is no id
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RaiseId {
        Ids.requireId("raiseId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
