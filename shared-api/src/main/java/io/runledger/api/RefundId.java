package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One refund of a purchase; chosen by the operator, and its idempotency key within the account. */
public record RefundId(@JsonValue String value) {

    /**
     * @throws InvalidValue if it is no id
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RefundId {
        Ids.requireId("refundId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
