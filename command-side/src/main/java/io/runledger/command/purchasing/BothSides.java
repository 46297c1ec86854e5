package io.runledger.command.purchasing;

import io.runledger.api.MoneyBack;
import io.runledger.api.Outcome.PaymentFollowed;
import io.runledger.command.purchasing.Difference.AtStripe;
import io.runledger.command.purchasing.Difference.InLedger;
import io.runledger.command.purchasing.Difference.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A purchase as Stripe has it and as the ledger has it.
 *
 * @param payments those that Stripe says were made for it, and the one that it is noted to be paid by; the oldest first
 * @param purchase null: it is not known
 * @param refunds ours
 * @param booked null: the account has no credits of it
 */
record BothSides(
        Subject.OfPurchase subject,
        List<Payment> payments,
        @Nullable Purchase purchase,
        List<PurchaseRefund> refunds,
        @Nullable PaymentFollowed booked) {

    BothSides {
        payments = List.copyOf(payments);
        refunds = List.copyOf(refunds);
    }

    /** The payment that has the money: the one that is noted, or else the oldest; any that has none if none has. */
    Optional<Payment> own() {
        return payments.stream()
                .filter(payment -> payment.isPaid() && isNoted(payment))
                .findFirst()
                .or(() -> payments.stream().filter(Payment::isPaid).findFirst())
                .or(() -> payments.stream().findFirst());
    }

    private boolean isNoted(Payment payment) {
        return purchase != null && payment.id().equals(purchase.paymentId());
    }

    Optional<Payment> ownPaid() {
        return own().filter(Payment::isPaid);
    }

    /** Payments for the same thing once more, of which something is still here. */
    List<Payment> surplus() {
        String own = own().map(Payment::id).orElse("");
        return payments.stream()
                .filter(payment -> payment.isPaid() && !payment.id().equals(own))
                .filter(payment -> payment.money().left().signum() > 0)
                .toList();
    }

    /** The money, with the refunds of ours that Stripe will know of as soon as they are sent. */
    MoneyBack money(Payment payment) {
        BigDecimal unknownToStripe = refunds.stream()
                .filter(PurchaseRefund::isUnderWay)
                .filter(refund -> payment.refund(refund.refundId().value()).isEmpty())
                .map(PurchaseRefund::amount)
                .reduce(BigDecimal.ZERO, (sum, amount) -> amount == null ? sum : sum.add(amount));
        return payment.money().refunding(unknownToStripe);
    }

    /** Whether following the purchase leads to this payment. */
    boolean leadsTo(Payment payment) {
        if (purchase == null) {
            return false;
        }
        return purchase.paymentId() == null ? purchase.checkout().id() != null : isNoted(payment);
    }

    Difference difference(Kind kind, @Nullable Payment payment, String detail, String mend) {
        return new Difference(
                kind,
                subject.account(),
                subject.purchase(),
                payment == null ? null : payment.id(),
                AtStripe.of(payment),
                new InLedger(
                        purchase == null ? null : purchase.status(),
                        purchase == null ? null : purchase.money(),
                        booked == null ? null : booked.credits(),
                        booked == null ? null : booked.clawedBack()),
                detail,
                mend);
    }
}
