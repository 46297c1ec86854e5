package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** How long a subscription is paid for at once. */
public enum BillingPeriod {
    MONTHLY(1),
    QUARTERLY(3),
    YEARLY(12);

    private final int months;

    BillingPeriod(int months) {
        this.months = months;
    }

    public int months() {
        return months;
    }

    @JsonValue
    public String wireName() {
        return Ids.wireName(this);
    }
}
