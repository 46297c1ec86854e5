package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One payment for a further period of a subscription; chosen by the client, and its idempotency key within the account. */
public record RenewalId(@JsonValue String value) {

    /**
     * @throws InvalidValue if it is no id
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RenewalId {
        Ids.requireId("renewalId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
