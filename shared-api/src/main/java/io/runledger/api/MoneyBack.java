package io.runledger.api;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How much of what was paid for a purchase has gone back. Amounts are in units of the currency, tax included.
 *
 * @param paid what was paid
 * @param refunded what was refunded, or is on its way back
 * @param disputed what disputes have taken and not given again
 */
public record MoneyBack(BigDecimal paid, BigDecimal refunded, BigDecimal disputed, String currency) {

    /**
     * @throws InvalidValue if nothing was paid, or an amount is below zero or has too many decimals
     */
    public MoneyBack {
        int decimals = Currencies.decimals(currency)
                .orElseThrow(() -> new InvalidValue("currency must be a code of ISO 4217, such as USD"));
        paid = exact(paid, decimals, currency);
        refunded = exact(refunded, decimals, currency);
        disputed = exact(disputed, decimals, currency);
        if (paid.signum() <= 0 || refunded.signum() < 0 || disputed.signum() < 0) {
            throw new InvalidValue("paid must be above 0, refunded and disputed not below 0");
        }
    }

    /** All that went back; never more than was paid, though a refund and a dispute may both claim the same money. */
    public BigDecimal back() {
        return paid.min(refunded.add(disputed));
    }

    /** What can still be given back. */
    public BigDecimal left() {
        return paid.subtract(back());
    }

    /** The same with one more refund on its way. */
    public MoneyBack refunding(BigDecimal amount) {
        return new MoneyBack(paid, refunded.add(amount), disputed, currency);
    }

    /**
     * The credits that the money stands for: {@code credits x back / paid}, rounded half-way up to a micro-credit.
     *
     * @param credits what the purchase brought
     */
    public Credits shareOf(Credits credits) {
        return Credits.ofMicros(BigDecimal.valueOf(credits.micros())
                .multiply(back())
                .divide(paid, 0, RoundingMode.HALF_UP)
                .longValueExact());
    }

    /**
     * What some credits of the purchase were paid with, rounded down to what the currency can pay.
     *
     * @param part the credits
     * @param whole what the purchase brought
     */
    public BigDecimal priceOf(Credits part, Credits whole) {
        return paid.multiply(BigDecimal.valueOf(part.micros()))
                .divide(BigDecimal.valueOf(whole.micros()), paid.scale(), RoundingMode.DOWN);
    }

    private static BigDecimal exact(BigDecimal amount, int decimals, String currency) {
        Currencies.objection(amount, currency).ifPresent(reason -> {
            throw new InvalidValue(reason);
        });
        return amount.setScale(decimals);
    }
}
