package io.runledger.command.purchasing;

import io.runledger.command.purchasing.Difference.Kind;
import io.runledger.command.purchasing.Payment.MoneySentBack;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says where the refunds of a purchase are not what the ledger has of them. */
final class RefundComparison {

    private static final String UNKNOWN = "unknown";
    private static final String UNDER_WAY = "under way";
    private static final String ARRIVED = "arrived";
    private static final String FAILED = "failed";

    private RefundComparison() {}

    static List<Difference> of(BothSides both, Payment payment) {
        return Stream.concat(
                        both.refunds().stream().flatMap(refund -> ours(both, refund, payment).stream()),
                        payment.refunds().stream().flatMap(refund -> theirs(both, refund, payment).stream()))
                .toList();
    }

    private static Optional<Difference> ours(BothSides both, PurchaseRefund refund, Payment payment) {
        String said = said(payment.refund(refund.refundId().value()).orElse(null));
        return agrees(refund.status(), said)
                ? Optional.empty()
                : Optional.of(both.difference(
                        Kind.REFUND_DIFFERS,
                        payment,
                        "Refund " + refund.refundId() + " is " + refund.status().wireName() + " here and " + said
                                + " at Stripe.",
                        mend(both, refund, said, payment)));
    }

    private static String said(@Nullable MoneySentBack refund) {
        if (refund == null) {
            return UNKNOWN;
        }
        if (refund.failed()) {
            return FAILED;
        }
        return refund.arrived() ? ARRIVED : UNDER_WAY;
    }

    /** What is only asked or requested should have been sent a moment later. */
    private static boolean agrees(PurchaseRefund.Status status, String said) {
        return switch (status) {
            case ASKED, REQUESTED -> false;
            case SENT -> said.equals(UNDER_WAY);
            case ARRIVED -> said.equals(ARRIVED);
            case FAILED -> said.equals(FAILED) || said.equals(UNKNOWN);
        };
    }

    private static String mend(BothSides both, PurchaseRefund refund, String said, Payment payment) {
        boolean arrived = refund.status() == PurchaseRefund.Status.ARRIVED;
        if (arrived && said.equals(UNKNOWN)) {
            return Mend.makeRefund(both.subject(), refund, payment);
        }
        if (arrived && said.equals(UNDER_WAY)) {
            return "wait until Stripe says that refund " + refund.refundId() + " has arrived";
        }
        return refund.status() == PurchaseRefund.Status.FAILED
                ? "tell the buyer that refund " + refund.refundId()
                        + " was sent after all; its credits follow the money"
                : Mend.follow(both, payment);
    }

    private static Optional<Difference> theirs(BothSides both, MoneySentBack refund, Payment payment) {
        String id = refund.metadata().get(Notice.REFUND);
        boolean known = id == null
                || Refunds.isOfAll(id)
                || both.refunds().stream()
                        .anyMatch(ours -> ours.refundId().value().equals(id));
        return known || refund.failed()
                ? Optional.empty()
                : Optional.of(
                        both.difference(
                                Kind.REFUND_DIFFERS,
                                payment,
                                "Refund " + id + " (" + refund.id() + ") of "
                                        + Mend.amount(refund.amount(), payment) + " is " + said(refund)
                                        + " at Stripe and unknown here.",
                                "restore its row of command.purchase_refund from a backup; its credits follow the money without"));
    }
}
