package io.runledger.command.purchasing;

import io.runledger.api.Credits;
import io.runledger.api.MoneyBack;
import io.runledger.api.Outcome.PaymentFollowed;
import io.runledger.command.purchasing.Difference.Kind;
import io.runledger.command.purchasing.Purchase.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says where both sides of a purchase differ. It asks nobody and changes nothing. */
final class Comparison {

    private Comparison() {}

    static List<Difference> of(BothSides both) {
        Purchase purchase = both.purchase();
        if (purchase == null) {
            return UnwantedPayments.unknown(both);
        }
        List<Difference> found = new ArrayList<>(UnwantedPayments.second(both));
        Optional<Payment> paid = both.ownPaid();
        if (paid.isPresent()) {
            found.addAll(paid(both, purchase, paid.get()));
        } else {
            creditedNotPaid(both).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<Difference> creditedNotPaid(BothSides both) {
        PaymentFollowed booked = both.booked();
        if (booked == null || keptOf(booked).isZero()) {
            return Optional.empty();
        }
        Payment payment = both.own().orElse(null);
        return Optional.of(both.difference(
                Kind.CREDITED_NOT_PAID,
                payment,
                "The account has " + keptOf(booked) + " credits of it, and Stripe has no money"
                        + (payment == null ? " and no payment." : "."),
                Mend.voidGrant(both.subject())));
    }

    private static Credits keptOf(PaymentFollowed booked) {
        return booked.credits().minus(booked.clawedBack()).minus(booked.voided());
    }

    private static List<Difference> paid(BothSides both, Purchase purchase, Payment payment) {
        List<Difference> found = Stream.of(
                        notCredited(both, purchase, payment),
                        clawback(both, payment),
                        keptRefused(both, purchase, payment))
                .flatMap(Optional::stream)
                .toList();
        List<Difference> refunds = RefundComparison.of(both, payment);
        return found.isEmpty() && refunds.isEmpty()
                ? shown(both, purchase, payment).stream().toList()
                : Stream.concat(found.stream(), refunds.stream()).toList();
    }

    private static Optional<Difference> notCredited(BothSides both, Purchase purchase, Payment payment) {
        if (both.booked() != null
                || purchase.status() == Status.REFUSED
                || payment.money().left().signum() == 0) {
            return Optional.empty();
        }
        return Optional.of(both.difference(
                Kind.PAID_NOT_CREDITED,
                payment,
                Mend.amount(payment.money().left(), payment) + " are there, and the account has no credits of it.",
                purchase.status() == Status.SETTLED
                        ? Mend.record(both.subject(), purchase)
                        : Mend.follow(both, payment)));
    }

    private static Optional<Difference> clawback(BothSides both, Payment payment) {
        PaymentFollowed booked = both.booked();
        MoneyBack money = both.money(payment);
        if (booked == null || money.shareOf(booked.credits()).equals(booked.clawedBack())) {
            return Optional.empty();
        }
        return Optional.of(both.difference(
                Kind.CLAWBACK_DIFFERS,
                payment,
                "Of " + Mend.amount(money.paid(), payment) + " " + money.back().toPlainString()
                        + " have gone back, which stands for " + money.shareOf(booked.credits()) + " of "
                        + booked.credits() + " credits; the account has given back " + booked.clawedBack() + ".",
                Mend.follow(both, payment)));
    }

    private static Optional<Difference> keptRefused(BothSides both, Purchase purchase, Payment payment) {
        MoneyBack money = payment.money();
        if (purchase.status() != Status.REFUSED || money.left().signum() == 0) {
            return Optional.empty();
        }
        return Optional.of(both.difference(
                Kind.KEPT_REFUSED,
                payment,
                "It was refused (" + purchase.refused() + "), and " + Mend.amount(money.left(), payment)
                        + " have not gone back.",
                Mend.follow(both, payment)));
    }

    /** Credits and money agree; what people see of the purchase has to agree too. */
    private static Optional<Difference> shown(BothSides both, Purchase purchase, Payment payment) {
        boolean ended = purchase.status() == Status.SETTLED || purchase.status() == Status.REFUSED;
        if (ended && both.money(payment).equals(purchase.money()) && both.leadsTo(payment)) {
            return Optional.empty();
        }
        return Optional.of(both.difference(
                Kind.PURCHASE_DIFFERS,
                payment,
                "Its credits are right, but it is shown as " + purchase.status().wireName() + ", "
                        + words(purchase.money()) + (both.leadsTo(payment) ? "." : ", by another payment."),
                Mend.follow(both, payment)));
    }

    private static String words(@Nullable MoneyBack money) {
        return money == null
                ? "not paid"
                : "with " + money.paid().toPlainString() + " " + money.currency() + " paid and "
                        + money.back().toPlainString() + " gone back";
    }
}
