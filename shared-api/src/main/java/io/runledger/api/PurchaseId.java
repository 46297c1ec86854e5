package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One purchase; chosen by the client, and its idempotency key within the account. */
public record PurchaseId(@JsonValue String value) {

    /**
     * @throws InvalidValue if it is no id
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PurchaseId {
        Ids.requireId("purchaseId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
