package io.runledger.api.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import io.runledger.api.Currencies;
import io.runledger.api.Ids;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A way to pay.
 *
 * @param currencies those in which it may be used; empty: all
 */
public record PaymentMethod(Type method, Set<String> currencies) {

    /** The ways there are. */
    public enum Type {
        CARD,
        ALIPAY,
        WECHAT_PAY,
        /** Settled by an operator when the money is there. */
        BANK_TRANSFER;

        @JsonValue
        public String wireName() {
            return Ids.wireName(this);
        }
    }

    public PaymentMethod(@Nullable Type method, @Nullable Set<String> currencies) {
        this.method = PolicyProblem.requirePresent(method, "paymentMethods: method");
        this.currencies = currencies == null ? Set.of() : Set.copyOf(currencies);
        this.currencies.forEach(currency -> PolicyProblem.require(
                Currencies.decimals(currency).isPresent(),
                "paymentMethods: " + currency + " is no code of ISO 4217, such as USD"));
    }

    public boolean takes(String currency) {
        return currencies.isEmpty() || currencies.contains(currency);
    }
}
