package io.runledger.command.account;

import io.runledger.api.Credits;
import io.runledger.api.GrantId;
import io.runledger.api.Keys;
import io.runledger.api.MoneyBack;
import io.runledger.api.Outcome.RefundEnded;
import io.runledger.api.Outcome.RefundUnderWay;
import io.runledger.api.PaymentCommand.EndRefund;
import io.runledger.api.PaymentCommand.RequestRefund;
import io.runledger.api.PaymentEvent;
import io.runledger.api.PaymentEvent.PurchaseRefunded;
import io.runledger.api.PaymentEvent.RefundFailed;
import io.runledger.api.PaymentEvent.RefundRequested;
import io.runledger.api.RefundId;
import io.runledger.api.RejectionReason;
import io.runledger.api.holdings.Grant;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Gives money back for what is not used of a purchase. Its credits are taken when it is asked for. */
final class RefundingPurchases {

    private RefundingPurchases() {}

    static Decision decide(RequestRefund command, Situation situation) {
        return requested(command.refundId(), situation)
                .map(first -> Decision.repeatIfSame(
                        command.fingerprint(),
                        first.fingerprint(),
                        version -> outcome(first, version),
                        RejectionReason.ID_CONFLICT,
                        "refund " + command.refundId()))
                .orElseGet(() -> situation
                        .sales()
                        .of(command.purchaseId())
                        .map(sale -> request(command, sale, situation))
                        .orElseGet(() -> FollowingPayments.unknown(command.purchaseId())));
    }

    private static Decision request(RequestRefund command, Sale sale, Situation situation) {
        Duration window = situation.policy().payments().refundWindow();
        if (window == null) {
            return Decision.refuse(
                    RejectionReason.REFUND_WINDOW_CLOSED,
                    "no money is given back for purchases; an operator can issue a compensation grant");
        }
        Instant lastMoment = sale.at().plus(window);
        if (situation.now().isAfter(lastMoment)) {
            return Decision.refuse(
                    RejectionReason.REFUND_WINDOW_CLOSED,
                    "purchase " + command.purchaseId() + " could be refunded until " + lastMoment);
        }
        if (command.money().disputed().signum() > 0) {
            return Decision.refuse(
                    RejectionReason.PURCHASE_CONFLICT,
                    "the money of purchase " + command.purchaseId() + " is disputed; wait for the outcome");
        }
        if (!command.money().shareOf(sale.credits()).equals(sale.clawedBack())) {
            return Decision.refuse(
                    RejectionReason.PURCHASE_CONFLICT,
                    "what went back for purchase " + command.purchaseId() + " is not booked yet; ask again");
        }
        return refund(command, sale, situation);
    }

    private static Decision refund(RequestRefund command, Sale sale, Situation situation) {
        MoneyBack money = command.money();
        BigDecimal amount =
                money.priceOf(unused(command, situation), sale.credits()).min(money.left());
        Credits credits = amount.signum() == 0
                ? Credits.ZERO
                : money.refunding(amount).shareOf(sale.credits()).minus(sale.clawedBack());
        if (!credits.isPositive()) {
            return Decision.refuse(
                    RejectionReason.NOTHING_TO_REFUND,
                    "nothing that could be paid back is left of purchase " + command.purchaseId()
                            + "; credits of open runs count as used");
        }
        RefundRequested event = new RefundRequested(
                situation.now(),
                command.refundId(),
                command.purchaseId(),
                credits,
                amount,
                money.currency(),
                command.fingerprint(),
                situation.available().minus(credits));
        return Decision.accept(event, version -> outcome(event, version));
    }

    /** What is owed is not unused. */
    private static Credits unused(RequestRefund command, Situation situation) {
        return situation
                .holdings()
                .grant(GrantId.of(command.purchaseId()))
                .map(Grant::remaining)
                .orElse(Credits.ZERO)
                .min(situation.available().orZero());
    }

    static Decision decide(EndRefund command, Situation situation) {
        return requested(command.refundId(), situation)
                .map(request -> end(command, request, situation))
                .orElseGet(() -> Decision.refuse(
                        RejectionReason.UNKNOWN_REFUND, "the account has no refund " + command.refundId()));
    }

    /** A refund that had arrived may still fail; one that has failed stays so. */
    private static Decision end(EndRefund command, RefundRequested request, Situation situation) {
        boolean failed = happened(Keys.refundFailed(command.refundId()), RefundFailed.class, situation);
        boolean arrived = happened(Keys.refundArrived(command.refundId()), PurchaseRefunded.class, situation);
        if (failed || command.arrived() && arrived) {
            return new Decision.Repeat(version -> ended(request, !failed, situation.available(), version));
        }
        PaymentEvent event = command.arrived() ? arrival(request, situation) : failure(request, situation);
        return Decision.accept(event, version -> ended(request, command.arrived(), situation.available(), version));
    }

    private static boolean happened(String key, Class<? extends PaymentEvent> type, Situation situation) {
        return situation.memory().event(key, type).isPresent();
    }

    private static PurchaseRefunded arrival(RefundRequested request, Situation situation) {
        return new PurchaseRefunded(
                situation.now(),
                request.refundId(),
                request.purchaseId(),
                request.credits(),
                request.amount(),
                request.currency(),
                situation.available());
    }

    private static RefundFailed failure(RefundRequested request, Situation situation) {
        return new RefundFailed(
                situation.now(), request.refundId(), request.purchaseId(), request.credits(), situation.available());
    }

    private static Optional<RefundRequested> requested(RefundId refund, Situation situation) {
        return situation.memory().event(Keys.refundRequest(refund), RefundRequested.class);
    }

    private static RefundUnderWay outcome(RefundRequested event, long version) {
        return new RefundUnderWay(
                event.refundId(),
                event.purchaseId(),
                event.credits(),
                event.amount(),
                event.currency(),
                event.available(),
                version);
    }

    private static RefundEnded ended(RefundRequested request, boolean arrived, Credits available, long version) {
        return new RefundEnded(request.refundId(), request.purchaseId(), arrived, available, version);
    }
}
