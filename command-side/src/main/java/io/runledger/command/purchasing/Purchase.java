package io.runledger.command.purchasing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.runledger.api.Credits;
import io.runledger.api.Ids;
import io.runledger.api.MoneyBack;
import io.runledger.api.PurchaseId;
import io.runledger.api.policy.PaymentMethod;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, and how it stands.
 *
 * @param price in units of the currency, without tax that the payment provider adds
 * @param method how it is to be paid; the first of those that the buyer may choose from
 * @param instructions what the buyer has to do, where an operator settles it
 * @param checkoutUrl where the buyer pays
 * @param money what was paid, and what of it went back; null until it was paid
 * @param refused why the money was sent back and no credits came
 * @param flaggedAt when the payment provider first warned of fraud
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Purchase(
        PurchaseId purchaseId,
        @JsonIgnore String fingerprint,
        @Nullable String packageId,
        Credits credits,
        BigDecimal price,
        String currency,
        PaymentMethod.Type method,
        Status status,
        Instant createdAt,
        @Nullable Instant settledAt,
        @Nullable String instructions,
        @Nullable String checkoutUrl,
        @Nullable String paymentId,
        @Nullable MoneyBack money,
        @Nullable String refused,
        @Nullable Instant flaggedAt,
        @JsonIgnore Checkout checkout) {

    /** How it stands. */
    public enum Status {
        /** The money is not there yet, and nor are the credits. */
        PENDING,
        /** Both are there. */
        SETTLED,
        /** Nobody paid in time. */
        EXPIRED,
        /** The payment did not succeed. */
        FAILED,
        /** It was paid and may not be: the money goes back, and no credits come. */
        REFUSED;

        @JsonValue
        public String wireName() {
            return Ids.wireName(this);
        }
    }

    /**
     * As it begins.
     *
     * @param ways how the buyer comes to pay, if not by transfer
     */
    static Purchase pending(Order order, Offer.Price offer, Checkout ways, Instant now) {
        return new Purchase(
                order.purchaseId(),
                order.fingerprint(),
                order.packageId(),
                offer.credits(),
                offer.price(),
                order.currency(),
                offer.methods().get(0),
                Status.PENDING,
                now,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                offer.isByTransfer() ? Checkout.none() : ways.with(offer.methods()));
    }

    /** Whether it is paid by a payment provider. */
    boolean isPaidOnline() {
        return method != PaymentMethod.Type.BANK_TRANSFER;
    }

    /** What of it may be shown: what the buyer has to do only as long as there is something to do. */
    Purchase shown(@Nullable String whatToDo) {
        boolean pending = status == Status.PENDING;
        return new Purchase(
                purchaseId,
                fingerprint,
                packageId,
                credits,
                price,
                currency,
                method,
                status,
                createdAt,
                settledAt,
                pending ? whatToDo : null,
                pending ? checkoutUrl : null,
                paymentId,
                money,
                refused,
                flaggedAt,
                checkout);
    }
}
