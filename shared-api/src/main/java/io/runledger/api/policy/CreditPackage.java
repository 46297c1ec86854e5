package io.runledger.api.policy;

import io.runledger.api.Credits;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Credits that can be bought once.
 *
 * @param prices what they cost, in units of the currency, by ISO 4217 code
 */
public record CreditPackage(String id, Credits credits, Map<String, BigDecimal> prices) {

    public CreditPackage(@Nullable String id, @Nullable Credits credits, @Nullable Map<String, BigDecimal> prices) {
        this.id = PolicyProblem.requirePresent(id, "packages: id");
        this.credits = PolicyProblem.requirePresent(credits, "packages: " + id + ": credits");
        this.prices = Map.copyOf(PolicyProblem.requirePresent(prices, "packages: " + id + ": prices"));
        PolicyProblem.require(this.credits.isPositive(), "packages: " + id + ": credits must be above 0");
        PolicyProblem.require(!this.prices.isEmpty(), "packages: " + id + ": a price is required");
        this.prices.forEach((currency, price) -> PolicyProblem.require(
                price.signum() > 0, "packages: " + id + ": the price in " + currency + " must be above 0"));
    }
}
