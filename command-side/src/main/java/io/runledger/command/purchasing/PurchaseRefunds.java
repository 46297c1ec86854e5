package io.runledger.command.purchasing;

import io.runledger.api.AccountId;
import io.runledger.api.Answer;
import io.runledger.api.Answer.Accepted;
import io.runledger.api.Answer.Refused;
import io.runledger.api.MoneyBack;
import io.runledger.api.PaymentCommand.EndRefund;
import io.runledger.api.PaymentCommand.FollowPayment;
import io.runledger.api.PurchaseId;
import io.runledger.api.RefundId;
import io.runledger.api.RejectionReason;
import io.runledger.command.account.Commands;
import io.runledger.command.purchasing.Purchase.Status;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Gives money back for what is not used of a purchase. What was paid online goes back by itself; what came by transfer, an
 * operator sends back and says so.
 */
@Component
public class PurchaseRefunds {

    private final PurchaseTable purchases;
    private final RefundTable table;
    private final Refunds refunds;
    private final Commands commands;
    private final Follow follow;
    private final Clock clock;

    PurchaseRefunds(
            PurchaseTable purchases,
            RefundTable table,
            Refunds refunds,
            Commands commands,
            Follow follow,
            Clock clock) {
        this.purchases = purchases;
        this.table = table;
        this.refunds = refunds;
        this.commands = commands;
        this.follow = follow;
        this.clock = clock;
    }

    /**
     * Takes the credits, and has the money sent.
     *
     * @param by the operator
     */
    public Answer request(AccountId account, PurchaseId id, RefundId refund, String by) {
        Optional<Purchase> found = purchases.find(account, id);
        if (found.isEmpty()) {
            return Purchases.unknown(id);
        }
        MoneyBack money = found.get().money();
        if (found.get().status() != Status.SETTLED || money == null) {
            return new Refused(
                    RejectionReason.PURCHASE_CONFLICT,
                    "purchase " + id + " is " + found.get().status().wireName()
                            + "; only what was paid can be given back");
        }
        table.add(account, id, refund, clock.instant());
        Answer answer = refunds.request(account, id, refund, money, by);
        if (answer instanceof Accepted) {
            sendOn(account, found.get(), money);
        }
        return answer;
    }

    private void sendOn(AccountId account, Purchase purchase, MoneyBack money) {
        if (purchase.isPaidOnline()) {
            follow.soon(new Subject.OfPurchase(account, purchase.purchaseId()));
        } else {
            purchases.money(account, purchase.purchaseId(), underWay(account, purchase.purchaseId(), money));
        }
    }

    public Optional<PurchaseRefund> find(AccountId account, PurchaseId purchase, RefundId refund) {
        return table.find(account, refund)
                .filter(known -> known.purchaseId().equals(purchase))
                .filter(known -> known.status() != PurchaseRefund.Status.ASKED);
    }

    /**
     * The money that an operator sends back has arrived, or can't.
     *
     * @param by the operator
     */
    public Answer end(AccountId account, PurchaseId id, RefundId refund, boolean arrived, String by) {
        Optional<Purchase> purchase = purchases.find(account, id);
        if (purchase.isEmpty() || find(account, id, refund).isEmpty()) {
            return new Refused(RejectionReason.UNKNOWN_REFUND, "there is no refund " + refund + " of purchase " + id);
        }
        MoneyBack money = purchase.get().money();
        if (purchase.get().isPaidOnline() || money == null) {
            return new Refused(
                    RejectionReason.PURCHASE_CONFLICT,
                    "refund " + refund + " is sent by the payment provider, which will say what becomes of it");
        }
        Answer answer = commands.send(new EndRefund(account, id, refund, arrived), by);
        if (answer instanceof Accepted) {
            table.ended(
                    account,
                    refund,
                    arrived ? PurchaseRefund.Status.ARRIVED : PurchaseRefund.Status.FAILED,
                    arrived ? null : "not-sent");
            MoneyBack now = underWay(account, id, money);
            commands.send(new FollowPayment(account, id, now), by);
            purchases.money(account, id, now);
        }
        return answer;
    }

    /** What is on its way back, or has arrived, of a transfer. */
    private MoneyBack underWay(AccountId account, PurchaseId id, MoneyBack money) {
        BigDecimal refunded = table.of(account, id).stream()
                .filter(refund -> refund.isUnderWay() || refund.status() == PurchaseRefund.Status.ARRIVED)
                .map(PurchaseRefund::amount)
                .reduce(BigDecimal.ZERO, (sum, amount) -> amount == null ? sum : sum.add(amount));
        return new MoneyBack(money.paid(), refunded, BigDecimal.ZERO, money.currency());
    }
}
