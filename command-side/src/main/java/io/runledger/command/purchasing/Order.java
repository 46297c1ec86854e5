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
 * @param method how it is to be paid; null: the first way there is
 */
public record Order(
        PurchaseId purchaseId,
        @Nullable String packageId,
        @Nullable Credits credits,
        String currency,
        PaymentMethod.@Nullable Type method) {

    public Order {
        if ((packageId == null) == (credits == null)) {
            throw new InvalidValue("exactly one of packageId and credits is required");
        }
        if (credits != null) {
            credits.requireSpendable("credits");
        }
    }

    String fingerprint() {
        return Fingerprint.of("order")
                .with("package", packageId)
                .with("credits", credits)
                .with("currency", currency)
                .with("method", method)
                .text();
    }
}
