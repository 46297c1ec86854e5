package io.runledger.api.policy;

import io.runledger.api.BillingPeriod;
import io.runledger.api.Credits;
import io.runledger.api.Rollover;
import io.runledger.api.SubscriptionTerms;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Credits that come every month against a subscription.
 *
 * @param monthlyCredits what each month brings, also within a quarter and a year
 * @param prices what each period costs, in units of the currency, by ISO 4217 code
 * @param rollover what becomes of what is left of a month; none unless the file says otherwise
 * @param rolloverMost the most that goes into the next month where the rollover is capped, else 0
 * @param graceDays how long a subscription waits for a late payment; 0 unless the file says otherwise
 */
public record Plan(
        String id,
        Credits monthlyCredits,
        Map<BillingPeriod, Map<String, BigDecimal>> prices,
        Rollover rollover,
        Credits rolloverMost,
        int graceDays) {

    private static final int MOST_GRACE_DAYS = 28;

    public Plan(
            @Nullable String id,
            @Nullable Credits monthlyCredits,
            @Nullable Map<BillingPeriod, Map<String, BigDecimal>> prices,
            @Nullable Rollover rollover,
            @Nullable Credits rolloverMost,
            int graceDays) {
        this.id = PolicyProblem.requireId(id, "plans");
        String name = "plans: " + id + ": ";
        this.monthlyCredits = PolicyProblem.requirePresent(monthlyCredits, name + "monthlyCredits");
        PolicyProblem.requireSpendable(this.monthlyCredits, name + "monthlyCredits");
        this.prices = checked(prices, name);
        this.rollover = rollover == null ? Rollover.NONE : rollover;
        this.rolloverMost = checked(rolloverMost, this.rollover, name);
        this.graceDays = graceDays;
        PolicyProblem.require(
                graceDays >= 0 && graceDays <= MOST_GRACE_DAYS,
                name + "graceDays must be from 0 to " + MOST_GRACE_DAYS,
                "graceDays");
    }

    public Map<String, BigDecimal> pricesOf(BillingPeriod period) {
        return prices.getOrDefault(period, Map.of());
    }

    /** What a period brings, all its months together. */
    public Credits creditsIn(BillingPeriod period) {
        return Credits.ofMicros(Math.multiplyExact(monthlyCredits.micros(), period.months()));
    }

    /** What is promised to somebody who pays for it now. */
    public SubscriptionTerms terms(BillingPeriod period) {
        return new SubscriptionTerms(id, period, monthlyCredits, rollover, rolloverMost, graceDays);
    }

    private static Map<BillingPeriod, Map<String, BigDecimal>> checked(
            @Nullable Map<BillingPeriod, Map<String, BigDecimal>> prices, String name) {
        Map<BillingPeriod, Map<String, BigDecimal>> checked = new EnumMap<>(BillingPeriod.class);
        PolicyProblem.requirePresent(prices, name + "prices")
                .forEach((period, price) -> checked.put(period, Prices.checked(price, name + period.wireName())));
        PolicyProblem.require(!checked.isEmpty(), name + "the price of a period is required");
        return Collections.unmodifiableMap(checked);
    }

    private static Credits checked(@Nullable Credits most, Rollover rollover, String name) {
        PolicyProblem.require(
                (most != null) == (rollover == Rollover.CAPPED),
                name + "rolloverMost goes with rollover: capped, and only with it",
                most == null ? "rollover" : "rolloverMost");
        if (most == null) {
            return Credits.ZERO;
        }
        PolicyProblem.requireSpendable(most, name + "rolloverMost");
        return most;
    }
}
