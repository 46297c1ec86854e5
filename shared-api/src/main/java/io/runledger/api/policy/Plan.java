package io.runledger.api.policy;

import io.runledger.api.Credits;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Credits that come every month against a subscription.
 *
 * @param monthlyCredits what each month brings
 * @param prices what a month costs, in units of the currency, by ISO 4217 code
 */
public record Plan(String id, Credits monthlyCredits, Map<String, BigDecimal> prices) {

    public Plan(@Nullable String id, @Nullable Credits monthlyCredits, @Nullable Map<String, BigDecimal> prices) {
        this.id = PolicyProblem.requirePresent(id, "plans: id");
        this.monthlyCredits = PolicyProblem.requirePresent(monthlyCredits, "plans: " + id + ": monthlyCredits");
        this.prices = prices == null ? Map.of() : Map.copyOf(prices);
        PolicyProblem.require(this.monthlyCredits.isPositive(), "plans: " + id + ": monthlyCredits must be above 0");
    }
}
