package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One subscription; chosen by the client, and the idempotency key of its start within the account. */
public record SubscriptionId(@JsonValue String value) {

    /**
     * @throws InvalidValue if it is no id
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SubscriptionId {
        Ids.requireId("subscriptionId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
