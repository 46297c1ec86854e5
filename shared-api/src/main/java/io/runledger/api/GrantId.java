package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.util.List;

/** One bucket of credits within its account. The prefixes of the ids that RunLedger makes are kept from clients. */
public record GrantId(@JsonValue String value) {

    private static final String DAILY = "daily:";
    private static final String PURCHASE = "purchase:";
    private static final String COMPENSATION = "compensation:";
    private static final String SUBSCRIPTION = "subscription:";
    private static final List<String> RESERVED_PREFIXES = List.of(DAILY, PURCHASE, COMPENSATION, SUBSCRIPTION);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public GrantId {
        Ids.requireLongId("grantId", value);
    }

    /**
     * @throws InvalidValue if it is no id, or one that RunLedger would make itself
     */
    public static GrantId chosenByClient(String value) {
        Ids.requireId("grantId", value);
        if (RESERVED_PREFIXES.stream().anyMatch(value::startsWith)) {
            throw new InvalidValue("grantId must not begin with any of " + RESERVED_PREFIXES);
        }
        return new GrantId(value);
    }

    public static GrantId daily(LocalDate day) {
        return new GrantId(DAILY + day);
    }

    public static GrantId of(PurchaseId purchase) {
        return new GrantId(PURCHASE + purchase);
    }

    /** The {@code number}-th grant that a subscription brings, counted from 1. */
    public static GrantId of(SubscriptionId subscription, int number) {
        return new GrantId(SUBSCRIPTION + number + ":" + subscription);
    }

    /** The {@code number}-th grant that makes good for a failed run, counted from 1. */
    public static GrantId compensation(RunId run, int number) {
        return new GrantId(COMPENSATION + number + ":" + run);
    }

    /** The idempotency key of the event that opened this grant. */
    public String openingKey() {
        if (value.startsWith(COMPENSATION)) {
            String numberAndRun = value.substring(COMPENSATION.length());
            return Keys.refund(numberAndRun.substring(numberAndRun.indexOf(':') + 1));
        }
        boolean madeHere = RESERVED_PREFIXES.stream().anyMatch(value::startsWith);
        return madeHere ? value : Keys.grant(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
