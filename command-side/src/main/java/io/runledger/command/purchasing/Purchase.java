package io.runledger.command.purchasing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.runledger.api.Credits;
import io.runledger.api.Ids;
import io.runledger.api.PurchaseId;
import io.runledger.api.policy.PaymentMethod;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, and how it stands.
 *
 * @param price in units of the currency
 * @param instructions what the buyer has to do, where an operator settles it
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
        @Nullable String instructions) {

    /** How it stands. */
    public enum Status {
        /** The money is not there yet, and nor are the credits. */
        PENDING,
        /** Both are there. */
        SETTLED;

        @JsonValue
        public String wireName() {
            return Ids.wireName(this);
        }
    }

    Purchase with(@Nullable String newInstructions) {
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
                newInstructions);
    }
}
