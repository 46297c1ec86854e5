package io.runledger.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What may be asked about the credits that come into an account. */
public sealed interface GrantCommand extends AccountCommand {

    /** Issues today's daily credits, unless they are there already. */
    record IssueDailyGrant(AccountId account) implements GrantCommand {}

    /**
     * An operator gives credits.
     *
     * @param source promotional or compensation
     * @param expiresAt null: never
     * @param scope what they may pay for; null: everything
     */
    record GrantCredits(
            AccountId account,
            GrantId grantId,
            Source source,
            Credits credits,
            @Nullable Instant expiresAt,
            @Nullable Scope scope)
            implements GrantCommand {

        private static final Instant END_OF_CALENDAR = Instant.parse("9999-12-31T00:00:00Z");

        public GrantCredits {
            if (source != Source.PROMOTIONAL && source != Source.COMPENSATION) {
                throw new InvalidValue("source must be promotional or compensation");
            }
            credits.requireSpendable("credits");
            expiresAt = withinCalendar(expiresAt);
        }

        /** The store keeps microseconds, and years of four digits. */
        private static @Nullable Instant withinCalendar(@Nullable Instant instant) {
            if (instant != null && !instant.isBefore(END_OF_CALENDAR)) {
                throw new InvalidValue("expiresAt must be before " + END_OF_CALENDAR);
            }
            return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
        }

        public String fingerprint() {
            return Fingerprint.of("grant")
                    .with("source", source)
                    .with("credits", credits)
                    .with("expiresAt", expiresAt)
                    .with("scope", scope)
                    .text();
        }
    }

    /** An operator takes back what is left of a grant. */
    record VoidGrant(AccountId account, GrantId grantId) implements GrantCommand {

        public String fingerprint() {
            return Fingerprint.of("void").text();
        }
    }

    /**
     * Credits were paid for in a way of its own.
     *
     * @param price in units of {@code currency}, with no more decimals than that has
     * @param currency ISO 4217; there if and only if the price is
     */
    record RecordPurchase(
            AccountId account,
            PurchaseId purchaseId,
            Credits credits,
            @Nullable BigDecimal price,
            @Nullable String currency)
            implements GrantCommand {

        private static final BigDecimal HIGHEST_PRICE = new BigDecimal("1000000000");

        public RecordPurchase {
            credits.requireSpendable("credits");
            if ((price == null) != (currency == null)) {
                throw new InvalidValue("price and currency must be there both, or neither");
            }
            if (price != null && currency != null) {
                requirePrice(price, currency);
                price = price.setScale(Currencies.decimals(currency).orElseThrow());
            }
        }

        public String fingerprint() {
            return Fingerprint.of("purchase")
                    .with("credits", credits)
                    .with("price", price)
                    .with("currency", currency)
                    .text();
        }

        private static void requirePrice(BigDecimal price, String currency) {
            if (price.signum() < 0 || price.compareTo(HIGHEST_PRICE) > 0) {
                throw new InvalidValue("price must be from 0 to " + HIGHEST_PRICE);
            }
            Currencies.objection(price, currency).ifPresent(reason -> {
                throw new InvalidValue(reason);
            });
        }
    }
}
