package io.runledger.command.purchasing;

import io.runledger.api.Currencies;
import io.runledger.api.InvalidValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Set;

/**
 * Amounts as Stripe counts them: in the smallest unit of their currency, with its own exceptions from ISO 4217. Source:
 * docs.stripe.com/currencies.
 */
final class StripeAmounts {

    private static final Set<String> WITHOUT_DECIMALS = Set.of(
            "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF");
    private static final Set<String> WITH_TWO_THOUGH_NONE_ARE_USED = Set.of("ISK", "UGX");
    private static final int THREE = 3;
    private static final int TEN = 10;

    private StripeAmounts() {}

    /**
     * @param amount in units of the currency
     * @throws InvalidValue if Stripe can't take exactly this amount
     */
    static long toSmallest(BigDecimal amount, String currency) {
        BigDecimal smallest = amount.movePointRight(decimals(currency));
        boolean whole = smallest.stripTrailingZeros().scale() <= 0;
        if (!whole || decimals(currency) == THREE && smallest.longValue() % TEN != 0) {
            throw new InvalidValue(amount + " " + currency + " can't be paid by Stripe; it has too many decimals");
        }
        return smallest.longValueExact();
    }

    /** In units of the currency, with as many decimals as that has; below what that can pay, it is rounded down. */
    static BigDecimal fromSmallest(long amount, String currency) {
        return BigDecimal.valueOf(amount)
                .movePointLeft(decimals(currency))
                .setScale(Currencies.decimals(currency).orElseThrow(), RoundingMode.DOWN);
    }

    /** As Stripe writes them. */
    static String lower(String currency) {
        return currency.toLowerCase(Locale.ROOT);
    }

    /** As ISO 4217 does. */
    static String upper(String currency) {
        return currency.toUpperCase(Locale.ROOT);
    }

    private static int decimals(String currency) {
        if (WITHOUT_DECIMALS.contains(currency)) {
            return 0;
        }
        return WITH_TWO_THOUGH_NONE_ARE_USED.contains(currency)
                ? 2
                : Currencies.decimals(currency).orElseThrow();
    }
}
