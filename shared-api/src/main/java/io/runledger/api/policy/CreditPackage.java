package io.runledger.api.policy;

import io.runledger.api.Credits;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Credits that can be bought once.
 *
 * @param prices what they cost, in units of the currency, by ISO 4217 code
 * @param mostPopular whether the page shows it as the one that most people buy
 * @param requiresPlan whether only accounts with an active subscription may buy it
 */
public record CreditPackage(
        String id, Credits credits, Map<String, BigDecimal> prices, boolean mostPopular, boolean requiresPlan) {

    public CreditPackage(
            @Nullable String id,
            @Nullable Credits credits,
            @Nullable Map<String, BigDecimal> prices,
            boolean mostPopular,
            boolean requiresPlan) {
        this.id = PolicyProblem.requireId(id, "packages");
        this.credits = PolicyProblem.requirePresent(credits, "packages: " + id + ": credits");
        this.prices = Prices.checked(prices, "packages: " + id);
        this.mostPopular = mostPopular;
        this.requiresPlan = requiresPlan;
        PolicyProblem.requireSpendable(this.credits, "packages: " + id + ": credits");
    }
}
