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
 * @param instructions what the buyer has to do, for one that an operator settles; null for the others
 */
public record PaymentMethod(
        Type method, Set<String> currencies, @Nullable String instructions) {

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

    public PaymentMethod(@Nullable Type method, @Nullable Set<String> currencies, @Nullable String instructions) {
        this.method = PolicyProblem.requirePresent(method, "paymentMethods: method");
        this.currencies = currencies == null ? Set.of() : Set.copyOf(currencies);
        this.currencies.forEach(currency -> PolicyProblem.require(
                Currencies.decimals(currency).isPresent(),
                "paymentMethods: " + currency + " is no code of ISO 4217, such as USD"));
        this.instructions = instructions;
        PolicyProblem.require(
                (instructions != null) == (method == Type.BANK_TRANSFER),
                "paymentMethods: instructions go with bank-transfer, and only with it",
                instructions == null ? "method" : "instructions");
    }

    public boolean takes(String currency) {
        return currencies.isEmpty() || currencies.contains(currency);
    }
}
