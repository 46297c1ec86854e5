package io.runledger.query.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.runledger.api.Credits;
import io.runledger.api.policy.PaymentMethod;
import io.runledger.api.policy.Policy;
import io.runledger.api.policy.Prices;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A price in one currency.
 *
 * @param price of the whole; null where the buyer says how much that is
 * @param pricePerCredit computed, rounded to six decimals
 * @param paymentMethods how it may be paid
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PriceView(String currency, @Nullable BigDecimal price, BigDecimal pricePerCredit, List<String> paymentMethods) {

    static List<PriceView> of(Map<String, BigDecimal> prices, Credits credits, Policy policy) {
        return prices.entrySet().stream()
                .map(price -> new PriceView(
                        price.getKey(),
                        price.getValue(),
                        Prices.perCredit(price.getValue(), credits),
                        methods(price.getKey(), policy)))
                .toList();
    }

    static List<PriceView> perCredit(Map<String, BigDecimal> prices, Policy policy) {
        return prices.entrySet().stream()
                .map(price -> new PriceView(price.getKey(), null, price.getValue(), methods(price.getKey(), policy)))
                .toList();
    }

    private static List<String> methods(String currency, Policy policy) {
        return policy.paymentMethods().stream()
                .filter(method -> method.takes(currency))
                .map(PaymentMethod::method)
                .map(PaymentMethod.Type::wireName)
                .toList();
    }
}
