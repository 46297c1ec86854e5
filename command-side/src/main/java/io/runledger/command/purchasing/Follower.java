package io.runledger.command.purchasing;

import com.stripe.model.InvoicePayment;
import com.stripe.model.PaymentIntent;
import com.stripe.param.InvoicePaymentListParams;
import io.runledger.command.purchasing.Inbox.Waiting;
import io.runledger.command.purchasing.PurchaseTable.Owned;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks how a subject stands at Stripe, and has the account follow. */
@Component
class Follower {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final String FRAUD_WARNING = "radar.early_fraud_warning";

    private final Stripe stripe;
    private final Inbox inbox;
    private final PurchaseTable table;
    private final Payments payments;
    private final Settlement settlement;
    private final SubscriptionSettlement subscriptions;
    private final Clock clock;

    Follower(
            Stripe stripe,
            Inbox inbox,
            PurchaseTable table,
            Payments payments,
            Settlement settlement,
            SubscriptionSettlement subscriptions,
            Clock clock) {
        this.stripe = stripe;
        this.inbox = inbox;
        this.table = table;
        this.payments = payments;
        this.settlement = settlement;
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    /** What waits about it is done afterwards, but not what comes meanwhile. */
    void follow(Subject subject) {
        List<Waiting> events = inbox.waitingAbout(subject);
        if (subject instanceof Subject.OfPurchase purchase) {
            follow(purchase, events);
        } else if (subject instanceof Subject.OfPayment payment) {
            ownerOf(payment.payment())
                    .ifPresentOrElse(owner -> inbox.moveTo(owner, events), () -> inbox.ignored(events));
        } else if (subject instanceof Subject.OfSubscription subscription) {
            follow(subscription, events);
        }
    }

    private void follow(Subject.OfSubscription subject, List<Waiting> events) {
        if (subscriptions.settle(subject.subscription())) {
            inbox.done(events);
        } else {
            inbox.ignored(events);
        }
    }

    private void follow(Subject.OfPurchase subject, List<Waiting> events) {
        Optional<Purchase> purchase = table.find(subject.account(), subject.purchase());
        if (purchase.isEmpty()) {
            LOG.warn("{} is told of by Stripe and was never asked for", subject.name());
            inbox.ignored(events);
            return;
        }
        if (events.stream().anyMatch(event -> event.type().startsWith(FRAUD_WARNING))) {
            LOG.warn("{} is flagged: an early warning of fraud", subject.name());
            table.flagged(subject.account(), subject.purchase(), clock.instant());
        }
        settlement.settle(subject.account(), purchase.get());
        inbox.done(events);
    }

    /** Whose payment it is; empty if it is none of ours. */
    private Optional<Subject> ownerOf(String paymentOrCharge) {
        Optional<String> payment = paymentOrCharge.startsWith("ch_")
                ? found(() -> stripe.call(client -> client.v1().charges().retrieve(paymentOrCharge))
                        .getPaymentIntent())
                : Optional.of(paymentOrCharge);
        return payment.flatMap(id -> table.findByPayment(id)
                .<Subject>map(Follower::subjectOf)
                .or(() -> found(() -> payments.intent(id)).flatMap(this::ownerOf)));
    }

    private static Subject subjectOf(Owned owned) {
        return new Subject.OfPurchase(owned.account(), owned.purchase().purchaseId());
    }

    private Optional<Subject> ownerOf(PaymentIntent payment) {
        return Notice.purchaseOf(payment.getMetadata())
                .<Subject>map(purchase -> purchase)
                .or(() -> subscriptionOf(payment.getId()));
    }

    /** A subscription's payments have no metadata of ours; their invoices say whose they are. */
    private Optional<Subject> subscriptionOf(String payment) {
        InvoicePaymentListParams ofPayment = InvoicePaymentListParams.builder()
                .setPayment(InvoicePaymentListParams.Payment.builder()
                        .setType(InvoicePaymentListParams.Payment.Type.PAYMENT_INTENT)
                        .setPaymentIntent(payment)
                        .build())
                .build();
        List<InvoicePayment> found =
                stripe.all(client -> client.v1().invoicePayments().list(ofPayment));
        return found.stream()
                .findFirst()
                .map(InvoicePayment::getInvoice)
                .map(invoice -> stripe.call(client -> client.v1().invoices().retrieve(invoice)))
                .flatMap(invoice -> Optional.ofNullable(invoice.getParent()))
                .flatMap(parent -> Optional.ofNullable(parent.getSubscriptionDetails()))
                .map(details -> new Subject.OfSubscription(details.getSubscription()));
    }

    /** What Stripe doesn't know is nobody's. */
    private static <T> Optional<T> found(Supplier<T> question) {
        try {
            return Optional.ofNullable(question.get());
        } catch (StripeFailure failure) {
            if (failure.isNotFound()) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
