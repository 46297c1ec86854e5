package io.runledger.api;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is known of currencies, by their ISO 4217 codes. */
public final class Currencies {

    private static final Map<String, Currency> KNOWN = Currency.getAvailableCurrencies().stream()
            .collect(Collectors.toMap(Currency::getCurrencyCode, Function.identity()));

    private Currencies() {}

    /** How many decimals its amounts have: 2 for USD, 0 for JPY; empty for a code that there isn't. */
    public static Optional<Integer> decimals(String code) {
        return Optional.ofNullable(KNOWN.get(code)).map(known -> Math.max(0, known.getDefaultFractionDigits()));
    }

    /**
     * What is wrong with an amount of money; empty if nothing is.
     *
     * @param amount in units of the currency
     */
    public static Optional<String> objection(BigDecimal amount, String code) {
        Optional<Integer> decimals = decimals(code);
        if (decimals.isEmpty()) {
            return Optional.of("currency must be a code of ISO 4217, such as USD");
        }
        return amount.stripTrailingZeros().scale() > decimals.get()
                ? Optional.of("price must have at most " + decimals.get() + " decimals in " + code)
                : Optional.empty();
    }
}
