package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One change of a subscription's plan; chosen by the client, and its idempotency key within the account. */
public record PlanChangeId(@JsonValue String value) {

    /**
     * @throws InvalidValue if it is no id
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PlanChangeId {
        Ids.requireId("changeId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
