package io.runledger.command.purchasing;

import io.runledger.api.Outcome.PaymentFollowed;
import io.runledger.command.purchasing.Difference.Kind;
import java.util.List;

/** Payments at Stripe that should not be there. */
final class UnwantedPayments {

    private UnwantedPayments() {}

    /** Nobody has asked for what they paid. */
    static List<Difference> unknown(BothSides both) {
        PaymentFollowed booked = both.booked();
        return both.payments().stream()
                .filter(Payment::isPaid)
                .filter(payment -> booked != null || payment.money().left().signum() > 0)
                .map(payment -> both.difference(
                        Kind.UNKNOWN_PAYMENT,
                        payment,
                        "Stripe has a payment for a purchase that nobody has asked for here"
                                + (booked == null
                                        ? ", and no credits came of it."
                                        : "; the account has credits of it all the same."),
                        booked == null ? Mend.refundAtStripe(payment) : Mend.follow(both, payment)))
                .toList();
    }

    /** They paid what was paid already. */
    static List<Difference> second(BothSides both) {
        String own = both.own().map(Payment::id).orElse("");
        return both.surplus().stream()
                .map(payment -> both.difference(
                        Kind.PAID_TWICE,
                        payment,
                        "It has been paid by " + own + " and by " + payment.id() + ".",
                        Mend.refundAtStripe(payment)))
                .toList();
    }
}
