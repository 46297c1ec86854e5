package io.runledger.command.purchasing;

import io.runledger.api.Credits;
import io.runledger.api.Fingerprint;
import io.runledger.api.InvalidValue;
import io.runledger.api.PurchaseId;
import io.runledger.api.policy.PaymentMethod;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to buy: a package, or credits of one's own number.
 *
 * @param method how it is to be paid; null: as the buyer likes
 * @param saveCard whether the card may be charged again later, for automatic top-ups
 * @param successUrl where the buyer goes after paying
 * @param cancelUrl where the buyer goes instead
 */
public record Order(
        PurchaseId purchaseId,
        @Nullable String packageId,
        @Nullable Credits credits,
        String currency,
        PaymentMethod.@Nullable Type method,
        boolean saveCard,
        @Nullable String successUrl,
        @Nullable String cancelUrl) {

    public Order {
        if ((packageId == null) == (credits == null)) {
            throw new InvalidValue("exactly one of packageId and credits is required");
        }
        if (credits != null) {
            credits.requireSpendable("credits");
        }
        successUrl = Checkout.url("successUrl", successUrl);
        cancelUrl = Checkout.url("cancelUrl", cancelUrl);
    }

    /** Without the addresses: another page of the same shop may repeat the order. */
    String fingerprint() {
        return Fingerprint.of("order")
                .with("package", packageId)
                .with("credits", credits)
                .with("currency", currency)
                .with("method", method)
                .with("saveCard", saveCard ? true : null)
                .text();
    }
}
