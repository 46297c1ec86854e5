package io.runledger.command.purchasing;

import com.stripe.model.Refund;
import com.stripe.param.RefundCreateParams;
import io.runledger.api.AccountId;
import io.runledger.api.Answer;
import io.runledger.api.Answer.Accepted;
import io.runledger.api.MoneyBack;
import io.runledger.api.Outcome.RefundUnderWay;
import io.runledger.api.PaymentCommand.EndRefund;
import io.runledger.api.PaymentCommand.RequestRefund;
import io.runledger.api.PurchaseId;
import io.runledger.api.RefundId;
import io.runledger.command.account.Commands;
import io.runledger.command.purchasing.Payment.MoneySentBack;
import io.runledger.command.purchasing.PurchaseRefund.Status;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends money back through Stripe, each refund once: what Stripe knows already is found there by its metadata. */
@Component
class Refunds {

    private static final Logger LOG = LoggerFactory.getLogger(Refunds.class);

    /** In the place of a refund's id where a payment that may not be kept goes back whole. */
    static final String ALL = "-all-";

    private final Stripe stripe;
    private final RefundTable table;
    private final Commands commands;

    Refunds(Stripe stripe, RefundTable table, Commands commands) {
        this.stripe = stripe;
        this.table = table;
        this.commands = commands;
    }

    /**
     * Asks the account which credits go, and notes them.
     *
     * @param money as it stands before
     * @param by who wants it
     */
    Answer request(AccountId account, PurchaseId purchase, RefundId refund, MoneyBack money, String by) {
        Answer answer = commands.send(new RequestRefund(account, purchase, refund, money), by);
        if (answer instanceof Accepted accepted) {
            RefundUnderWay underWay = (RefundUnderWay) accepted.outcome();
            table.requested(account, refund, underWay.amount(), underWay.credits());
        } else {
            table.remove(account, refund);
        }
        return answer;
    }

    /**
     * Sends what operators have asked for, and notes what has arrived or failed.
     *
     * @return all that was refunded of the payment, or is on its way
     */
    BigDecimal send(AccountId account, Purchase purchase, Payment payment) {
        BigDecimal unknownToStripe = BigDecimal.ZERO;
        for (PurchaseRefund refund : table.of(account, purchase.purchaseId())) {
            PurchaseRefund decided = refund.status() == Status.ASKED ? decided(account, purchase, refund) : refund;
            if (decided.isUnderWay() && decided.amount() != null) {
                unknownToStripe = unknownToStripe.add(send(account, decided, decided.amount(), payment));
            } else if (decided.status() == Status.ARRIVED) {
                endIfFailedLater(account, decided, payment);
            }
        }
        return payment.refunded().add(unknownToStripe);
    }

    /** A process died between writing down that it was asked and the account's answer. */
    private PurchaseRefund decided(AccountId account, Purchase purchase, PurchaseRefund refund) {
        MoneyBack money = purchase.money();
        if (money != null) {
            request(account, purchase.purchaseId(), refund.refundId(), money, Settlement.BY);
        }
        return table.find(account, refund.refundId()).orElse(refund);
    }

    /** What the refund adds to those that the picture of the payment shows. */
    private BigDecimal send(AccountId account, PurchaseRefund refund, BigDecimal amount, Payment payment) {
        Optional<MoneySentBack> known = payment.refund(refund.refundId().value());
        if (known.isPresent()) {
            end(account, refund, known.get());
            return BigDecimal.ZERO;
        }
        try {
            MoneySentBack sent = create(
                    Notice.of(account, refund.purchaseId()), refund.refundId().value(), amount, payment);
            end(account, refund, sent);
            return sent.failed() ? BigDecimal.ZERO : sent.amount();
        } catch (StripeFailure failure) {
            if (failure.kind() != StripeFailure.Kind.REFUSED) {
                throw failure;
            }
            LOG.warn("refund {} of account {} was refused: {}", refund.refundId(), account, failure.getMessage());
            fail(account, refund, failure.code());
            return BigDecimal.ZERO;
        }
    }

    private void end(AccountId account, PurchaseRefund refund, MoneySentBack known) {
        table.sent(account, refund.refundId(), known.id());
        if (known.failed()) {
            fail(account, refund, "failed");
        } else if (known.arrived() && refund.status() != Status.ARRIVED) {
            commands.send(new EndRefund(account, refund.purchaseId(), refund.refundId(), true), Settlement.BY);
            table.ended(account, refund.refundId(), Status.ARRIVED, null);
        }
    }

    private void endIfFailedLater(AccountId account, PurchaseRefund refund, Payment payment) {
        payment.refund(refund.refundId().value())
                .filter(MoneySentBack::failed)
                .ifPresent(failed -> fail(account, refund, "failed"));
    }

    private void fail(AccountId account, PurchaseRefund refund, String error) {
        commands.send(new EndRefund(account, refund.purchaseId(), refund.refundId(), false), Settlement.BY);
        table.ended(account, refund.refundId(), Status.FAILED, error);
    }

    /**
     * Sends back a purchase's payment that may not be kept.
     *
     * @return all that was refunded of it
     */
    BigDecimal sendAllBack(AccountId account, Purchase purchase, Payment payment) {
        return sendAllBack(Notice.of(account, purchase.purchaseId()), payment);
    }

    /** Sends back whatever payment may not be kept. */
    BigDecimal sendAllBack(Map<String, String> metadata, Payment payment) {
        BigDecimal left = payment.paid().subtract(payment.refunded()).subtract(payment.disputed());
        if (left.signum() <= 0) {
            return payment.refunded();
        }
        LOG.warn("payment {} of {} may not be kept and goes back", payment.id(), metadata);
        // One that has failed doesn't count as refunded, and is tried again under another name.
        long failed = payment.refunds().stream().filter(MoneySentBack::failed).count();
        return payment.refunded()
                .add(create(metadata, ALL + failed, left, payment).amount());
    }

    /** Whether a refund of this id sends back a payment that may not be kept. */
    static boolean isOfAll(String refund) {
        return refund.startsWith(ALL);
    }

    private MoneySentBack create(Map<String, String> metadata, String refund, BigDecimal amount, Payment payment) {
        RefundCreateParams order = RefundCreateParams.builder()
                .setPaymentIntent(payment.id())
                .setAmount(StripeAmounts.toSmallest(amount, payment.currency()))
                .putAllMetadata(metadata)
                .putMetadata(Notice.REFUND, refund)
                .build();
        Refund made = stripe.call(
                client -> client.v1().refunds().create(order, Stripe.once("refund/" + payment.id() + "/" + refund)));
        return Payments.sentBack(made, payment.currency());
    }
}
