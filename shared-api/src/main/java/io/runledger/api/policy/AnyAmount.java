package io.runledger.api.policy;

import io.runledger.api.Credits;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The buyer says how many credits to buy.
 *
 * @param least the fewest at once
 * @param most the most at once
 * @param pricePerCredit in units of the currency, by ISO 4217 code
 * @param requiresPlan whether only accounts with an active subscription may buy so
 */
public record AnyAmount(Credits least, Credits most, Map<String, BigDecimal> pricePerCredit, boolean requiresPlan) {

    public AnyAmount(
            @Nullable Credits least,
            @Nullable Credits most,
            @Nullable Map<String, BigDecimal> pricePerCredit,
            boolean requiresPlan) {
        this.least = PolicyProblem.requirePresent(least, "anyAmount: least");
        this.most = PolicyProblem.requirePresent(most, "anyAmount: most");
        this.pricePerCredit = Prices.perCredit(pricePerCredit, "anyAmount");
        this.requiresPlan = requiresPlan;
        PolicyProblem.requireSpendable(this.least, "anyAmount: least");
        PolicyProblem.requireSpendable(this.most, "anyAmount: most");
        PolicyProblem.require(this.least.compareTo(this.most) <= 0, "anyAmount: least must not be above most", "least");
    }
}
