package io.runledger.command.purchasing;

import io.runledger.api.GrantId;
import java.math.BigDecimal;

/** How differences are mended: by calls of this API where there is one, in words where there is none. */
final class Mend {

    private Mend() {}

    /** Following is what mends most things, as long as it leads to the payment that has the money. */
    static String follow(BothSides both, Payment payment) {
        return both.leadsTo(payment)
                ? followCall(both.subject())
                : "restore the row of the purchase in command.purchase from a backup, so that it names payment "
                        + payment.id() + ", then " + followCall(both.subject());
    }

    private static String followCall(Subject.OfPurchase subject) {
        return "POST /v1/stripe/follow {\"account\":\"%s\",\"purchaseId\":\"%s\"}"
                .formatted(subject.account(), subject.purchase());
    }

    /** What was settled once is not booked again by following. */
    static String record(Subject.OfPurchase subject, Purchase purchase) {
        return "POST /v1/accounts/%s/purchases:record {\"purchaseId\":\"%s\",\"credits\":%s,\"price\":%s,\"currency\":\"%s\",\"reason\":\"...\"}"
                .formatted(
                        subject.account(),
                        subject.purchase(),
                        purchase.credits().toDecimal().toPlainString(),
                        purchase.price().toPlainString(),
                        purchase.currency());
    }

    static String voidGrant(Subject.OfPurchase subject) {
        return "POST /v1/accounts/%s/grants/%s/void {\"reason\":\"...\"}"
                .formatted(subject.account(), GrantId.of(subject.purchase()));
    }

    static String refundAtStripe(Payment payment) {
        return "refund " + amount(payment.money().left(), payment) + " of payment " + payment.id()
                + " in Stripe's dashboard";
    }

    /** With our metadata, so that it is known as ours. */
    static String makeRefund(Subject.OfPurchase subject, PurchaseRefund refund, Payment payment) {
        BigDecimal amount = refund.amount() == null ? BigDecimal.ZERO : refund.amount();
        return ("POST https://api.stripe.com/v1/refunds payment_intent=%s amount=%d metadata[%s]=%s metadata[%s]=%s"
                        + " metadata[%s]=%s")
                .formatted(
                        payment.id(),
                        StripeAmounts.toSmallest(amount, payment.currency()),
                        Notice.ACCOUNT,
                        subject.account(),
                        Notice.PURCHASE,
                        subject.purchase(),
                        Notice.REFUND,
                        refund.refundId());
    }

    static String amount(BigDecimal amount, Payment payment) {
        return amount.toPlainString() + " " + payment.currency();
    }
}
