package io.runledger.api.policy;

import io.runledger.api.Credits;
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
 */
public record Plan(String id, Credits monthlyCredits, Map<BillingPeriod, Map<String, BigDecimal>> prices) {

    public Plan(
            @Nullable String id,
            @Nullable Credits monthlyCredits,
            @Nullable Map<BillingPeriod, Map<String, BigDecimal>> prices) {
        this.id = PolicyProblem.requireId(id, "plans");
        this.monthlyCredits = PolicyProblem.requirePresent(monthlyCredits, "plans: " + id + ": monthlyCredits");
        PolicyProblem.requireSpendable(this.monthlyCredits, "plans: " + id + ": monthlyCredits");
        Map<BillingPeriod, Map<String, BigDecimal>> checked = new EnumMap<>(BillingPeriod.class);
        PolicyProblem.requirePresent(prices, "plans: " + id + ": prices")
                .forEach((period, price) ->
                        checked.put(period, Prices.checked(price, "plans: " + id + ": " + period.wireName())));
        PolicyProblem.require(!checked.isEmpty(), "plans: " + id + ": the price of a period is required");
        this.prices = Collections.unmodifiableMap(checked);
    }

    public Map<String, BigDecimal> pricesOf(BillingPeriod period) {
        return prices.getOrDefault(period, Map.of());
    }

    /** What a period brings, all its months together. */
    public Credits creditsIn(BillingPeriod period) {
        return Credits.ofMicros(Math.multiplyExact(monthlyCredits.micros(), period.months()));
    }
}
