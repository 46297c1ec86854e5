package io.runledger.command.purchasing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.api.Ids;
import io.runledger.api.MoneyBack;
import io.runledger.api.PurchaseId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that Stripe and the ledger don't say alike. Amounts are in units of the currency.
 *
 * @param paymentId null: Stripe has no payment for it
 * @param detail what differs, as a sentence
 * @param mend the call, or what else has to be done, after which they agree
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Difference(
        Kind kind,
        AccountId account,
        PurchaseId purchaseId,
        @Nullable String paymentId,
        AtStripe stripe,
        InLedger ledger,
        String detail,
        String mend) {

    /** What sort of difference it is. The names stay as they are: scripts tell by them. */
    public enum Kind {
        /** The money is there, and the credits are not. */
        PAID_NOT_CREDITED,
        /** The same purchase has been paid twice. */
        PAID_TWICE,
        /** The credits are there, and no money is. */
        CREDITED_NOT_PAID,
        /** Of the credits not the share is taken back that the money which went back stands for. */
        CLAWBACK_DIFFERS,
        /** A refund is not where the ledger has it. */
        REFUND_DIFFERS,
        /** There is money for a purchase that is not known here. */
        UNKNOWN_PAYMENT,
        /** What may not be kept has not gone back whole. */
        KEPT_REFUSED,
        /** The credits are right, and what is shown of the purchase is not. */
        PURCHASE_DIFFERS;

        @JsonValue
        public String wireName() {
            return Ids.wireName(this);
        }
    }

    /**
     * What Stripe says.
     *
     * @param state paid, open, failed, or unknown where it has no payment
     * @param money null unless it is paid
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AtStripe(String state, @Nullable MoneyBack money) {

        static AtStripe of(@Nullable Payment payment) {
            return payment == null
                    ? new AtStripe("unknown", null)
                    : new AtStripe(
                            payment.state().name().toLowerCase(Locale.ROOT), payment.isPaid() ? payment.money() : null);
        }
    }

    /**
     * What the ledger says.
     *
     * @param status how the purchase is shown; null: it is not known
     * @param money what is noted of its money; null: none
     * @param credits what it has brought; null: none
     * @param clawedBack what is taken back of them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record InLedger(
            Purchase.@Nullable Status status,
            @Nullable MoneyBack money,
            @Nullable Credits credits,
            @Nullable Credits clawedBack) {}
}
