package io.runledger.command.purchasing;

import io.runledger.api.AccountId;
import io.runledger.api.Answer;
import io.runledger.api.Answer.Refused;
import io.runledger.api.GrantCommand.RecordPurchase;
import io.runledger.api.Ids;
import io.runledger.api.MoneyBack;
import io.runledger.api.PaymentCommand.FollowPayment;
import io.runledger.api.PurchaseId;
import io.runledger.api.RejectionReason;
import io.runledger.api.policy.Policy;
import io.runledger.command.account.Commands;
import io.runledger.command.purchasing.Payment.State;
import io.runledger.command.purchasing.Purchase.Status;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Makes an account's credits what the money at Stripe says: credits come when the money is there, and go with it. It looks at
 * how things stand, never at what has changed, and each of its steps can be done again: if the process dies after any of
 * them, the next time ends the same.
 */
@Component
class Settlement {

    /** In the metadata of the events that follow from money. */
    static final String BY = "payments";

    private final PurchaseTable table;
    private final Checkouts checkouts;
    private final Payments payments;
    private final Refunds refunds;
    private final Commands commands;
    private final Policy policy;
    private final Clock clock;

    Settlement(
            PurchaseTable table,
            Checkouts checkouts,
            Payments payments,
            Refunds refunds,
            Commands commands,
            Policy policy,
            Clock clock) {
        this.table = table;
        this.checkouts = checkouts;
        this.payments = payments;
        this.refunds = refunds;
        this.commands = commands;
        this.policy = policy;
        this.clock = clock;
    }

    void settle(AccountId account, Purchase purchase) {
        Optional<Payment> payment = checkouts.paymentOf(account, purchase).map(payments::read);
        payment.ifPresent(known -> {
            if (known.state() == State.PAID) {
                paid(account, purchase, known);
            } else if (known.state() == State.FAILED && !checkouts.isOpen(purchase)) {
                table.unpaid(account, purchase.purchaseId(), Status.FAILED);
            }
        });
    }

    private void paid(AccountId account, Purchase purchase, Payment payment) {
        Optional<String> objection = objection(purchase, payment).or(() -> book(account, purchase));
        // What was settled once stays so, whatever the policy, or the account, says today.
        if (objection.isPresent() && purchase.status() != Status.SETTLED) {
            table.refused(account, purchase.purchaseId(), objection.get(), payment.paid());
            follow(account, purchase.purchaseId(), moneyOf(payment, refunds.sendAllBack(account, purchase, payment)));
        } else {
            table.settled(account, purchase.purchaseId(), payment.paid(), clock.instant());
            follow(account, purchase.purchaseId(), moneyOf(payment, refunds.send(account, purchase, payment)));
        }
    }

    /** Why the money may not be kept; empty if it may. */
    private Optional<String> objection(Purchase purchase, Payment payment) {
        if (purchase.refused() != null) {
            return Optional.of(purchase.refused());
        }
        if (!payment.currency().equals(purchase.currency()) || payment.paid().compareTo(purchase.price()) < 0) {
            return Optional.of("amount-mismatch");
        }
        boolean accepted = payment.cardCountry() == null || policy.takesPaymentsFrom(payment.cardCountry());
        return accepted ? Optional.empty() : Optional.of("country-not-accepted");
    }

    /** Brings the credits, once however often it is asked; or says why the account doesn't take them. */
    private Optional<String> book(AccountId account, Purchase purchase) {
        Answer answer = commands.send(
                new RecordPurchase(
                        account, purchase.purchaseId(), purchase.credits(), purchase.price(), purchase.currency()),
                BY);
        return answer instanceof Refused refused ? Optional.of(Ids.wireName(refused.reason())) : Optional.empty();
    }

    private static MoneyBack moneyOf(Payment payment, BigDecimal refunded) {
        return new MoneyBack(payment.paid(), refunded, payment.disputed(), payment.currency());
    }

    /** What was refused has brought no credits that could follow; that is not unknown but right. */
    private void follow(AccountId account, PurchaseId purchase, MoneyBack money) {
        Answer answer = commands.send(new FollowPayment(account, purchase, money), BY);
        if (answer instanceof Refused refused && refused.reason() != RejectionReason.UNKNOWN_PURCHASE) {
            throw new IllegalStateException("account " + account + " does not follow the money of purchase " + purchase
                    + ": " + refused.detail());
        }
        table.money(account, purchase, money);
    }
}
