package io.runledger.command.purchasing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.runledger.api.Credits;
import io.runledger.api.Ids;
import io.runledger.api.PurchaseId;
import io.runledger.api.RefundId;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money that goes back for what is not used of a purchase.
 *
 * @param credits what it takes; null until the account has said
 * @param amount what goes back, in units of the purchase's currency; null until the account has said
 * @param error why it failed, as the provider calls it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PurchaseRefund(
        RefundId refundId,
        PurchaseId purchaseId,
        Status status,
        @Nullable Credits credits,
        @Nullable BigDecimal amount,
        @Nullable String providerRefundId,
        @Nullable String error,
        Instant createdAt) {

    /** How it stands. */
    public enum Status {
        /** Nobody has decided yet. */
        ASKED,
        /** Its credits are taken, and the money has to be sent. */
        REQUESTED,
        /** The money is on its way. */
        SENT,
        /** The money is there. */
        ARRIVED,
        /** The money could not be sent, and the credits are back. */
        FAILED;

        @JsonValue
        public String wireName() {
            return Ids.wireName(this);
        }
    }

    /** Whether its money counts as gone though the provider may not know of it. */
    boolean isUnderWay() {
        return status == Status.REQUESTED || status == Status.SENT;
    }
}
