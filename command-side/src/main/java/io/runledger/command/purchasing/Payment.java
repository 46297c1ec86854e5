package io.runledger.command.purchasing;

import io.runledger.api.MoneyBack;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A payment as it stands at the provider. Amounts are in units of the currency.
 *
 * @param paid what has arrived; zero until it has
 * @param cardCountry where the card is from, as ISO 3166 has it; null if it was no card
 * @param disputed what disputes have taken and not given again
 */
record Payment(
        String id,
        State state,
        BigDecimal paid,
        String currency,
        @Nullable String cardCountry,
        List<MoneySentBack> refunds,
        BigDecimal disputed) {

    /** Whether the money is there. */
    enum State {
        OPEN,
        PAID,
        /** It was tried, and did not succeed; unless it is tried again, it won't. */
        FAILED
    }

    /**
     * A refund.
     *
     * @param amount in units of the payment's currency
     * @param failed whether the money stayed after all
     * @param arrived whether it has gone
     */
    record MoneySentBack(String id, BigDecimal amount, boolean failed, boolean arrived, Map<String, String> metadata) {}

    Payment {
        refunds = List.copyOf(refunds);
    }

    boolean isPaid() {
        return state == State.PAID;
    }

    /** What was paid, and what of it went back; there is none before it is paid. */
    MoneyBack money() {
        return new MoneyBack(paid, refunded(), disputed, currency);
    }

    /** The refund that we have made under this id. */
    Optional<MoneySentBack> refund(String id) {
        return refunds.stream()
                .filter(refund -> id.equals(refund.metadata().get(Notice.REFUND)))
                .findFirst();
    }

    /** All that was refunded, or is on its way. */
    BigDecimal refunded() {
        return refunds.stream()
                .filter(refund -> !refund.failed())
                .map(MoneySentBack::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
