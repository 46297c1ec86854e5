package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One purchase; chosen by the client, and its idempotency key within the account. The prefix of the ids that RunLedger
 * makes itself is kept from clients.
 */
public record PurchaseId(@JsonValue String value) {

    private static final String AUTO = "auto-top-up:";

    /**
     * @throws InvalidValue if it is no id
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PurchaseId {
        Ids.requireId("purchaseId", value);
    }

    /**
     * @throws InvalidValue if it is no id, or one that RunLedger would make itself
     */
    public static PurchaseId chosenByClient(String value) {
        if (value.startsWith(AUTO)) {
            throw new InvalidValue("purchaseId must not begin with " + AUTO);
        }
        return new PurchaseId(value);
    }

    /** The {@code number}-th purchase that an account makes by itself, counted from 1. */
    public static PurchaseId auto(int number) {
        return new PurchaseId(AUTO + number);
    }

    /** Whether an account has made it by itself. */
    @JsonIgnore
    public boolean isAuto() {
        return value.startsWith(AUTO);
    }

    @Override
    public String toString() {
        return value;
    }
}
