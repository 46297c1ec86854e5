package io.runledger.api.policy;

import io.runledger.api.Credits;
import io.runledger.api.Currencies;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Prices by ISO 4217 code, in units of the currency. */
public final class Prices {

    /** Small prices a credit are told apart by their sixth decimal at the latest. */
    private static final int DECIMALS_PER_CREDIT = 6;

    private static final String PER_CREDIT = "pricePerCredit";

    private Prices() {}

    /** What something costs, as it can be paid: above 0, with no more decimals than the currency has. */
    static Map<String, BigDecimal> checked(@Nullable Map<String, BigDecimal> prices, String where) {
        Map<String, BigDecimal> checked = above0(prices, where, "prices");
        checked.forEach((currency, price) -> Currencies.objection(price, currency)
                .ifPresent(reason -> {
                    throw new PolicyProblem(where + ": " + reason, "prices", currency);
                }));
        return checked;
    }

    /** What one credit costs: above 0, and as small as it may be. */
    static Map<String, BigDecimal> perCredit(@Nullable Map<String, BigDecimal> prices, String where) {
        Map<String, BigDecimal> checked = above0(prices, where, PER_CREDIT);
        checked.keySet()
                .forEach(currency -> PolicyProblem.require(
                        Currencies.decimals(currency).isPresent(),
                        where + ": " + currency + " is no code of ISO 4217, such as USD",
                        PER_CREDIT,
                        currency));
        return checked;
    }

    /** What one credit costs where so many cost so much, computed; rounded to six decimals. */
    public static BigDecimal perCredit(BigDecimal price, Credits credits) {
        return plain(price.divide(credits.toDecimal(), DECIMALS_PER_CREDIT, RoundingMode.HALF_UP));
    }

    /** Without zeros at the end, and never with an exponent. */
    private static BigDecimal plain(BigDecimal price) {
        BigDecimal stripped = price.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static Map<String, BigDecimal> above0(
            @Nullable Map<String, BigDecimal> prices, String where, String field) {
        Map<String, BigDecimal> checked = new TreeMap<>(PolicyProblem.requirePresent(prices, where + ": " + field));
        PolicyProblem.require(!checked.isEmpty(), where + ": a price is required");
        checked.forEach((currency, price) -> PolicyProblem.require(
                price.signum() > 0, where + ": the price in " + currency + " must be above 0", field, currency));
        return Collections.unmodifiableMap(checked);
    }
}
