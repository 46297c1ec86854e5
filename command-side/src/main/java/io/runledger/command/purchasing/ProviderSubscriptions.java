package io.runledger.command.purchasing;

import com.stripe.model.Invoice;
import com.stripe.model.InvoicePayment;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.InvoicePaymentListParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.SubscriptionUpdateParams.Item;
import com.stripe.param.SubscriptionUpdateParams.Item.PriceData;
import com.stripe.param.SubscriptionUpdateParams.PaymentBehavior;
import com.stripe.param.SubscriptionUpdateParams.ProrationBehavior;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Subscriptions as Stripe has them. */
@Component
class ProviderSubscriptions {

    private static final long NEWEST = 24;
    private static final Set<String> OVER = Set.of("canceled", "incomplete_expired");

    private final Stripe stripe;
    private final Follow follow;

    ProviderSubscriptions(Stripe stripe, Follow follow) {
        this.stripe = stripe;
        this.follow = follow;
    }

    Subscription read(String id) {
        return stripe.call(client -> client.v1().subscriptions().retrieve(id));
    }

    /** One of a customer's, by our id for it. */
    Optional<String> find(String customer, String subscription) {
        SubscriptionListParams ofCustomer = SubscriptionListParams.builder()
                .setCustomer(customer)
                .setStatus(SubscriptionListParams.Status.ALL)
                .build();
        return stripe.all(client -> client.v1().subscriptions().list(ofCustomer)).stream()
                .filter(known -> subscription.equals(known.getMetadata().get(SubscriptionPages.SUBSCRIPTION)))
                .map(Subscription::getId)
                .findFirst();
    }

    static boolean isOver(Subscription subscription) {
        return OVER.contains(subscription.getStatus());
    }

    /** Whether it ends with the paid time, or has; one that ends later goes on until then. */
    static boolean isEnding(Subscription subscription) {
        Long cancelAt = subscription.getCancelAt();
        return Boolean.TRUE.equals(subscription.getCancelAtPeriodEnd())
                || isOver(subscription)
                || cancelAt != null
                        && cancelAt <= subscription.getItems().getData().get(0).getCurrentPeriodEnd();
    }

    /** What was paid for it, the oldest first; of a long one the last years. */
    List<Invoice> paidInvoices(String subscription) {
        InvoiceListParams paid = InvoiceListParams.builder()
                .setSubscription(subscription)
                .setStatus(InvoiceListParams.Status.PAID)
                .setLimit(NEWEST)
                .build();
        List<Invoice> newestFirst =
                stripe.call(client -> client.v1().invoices().list(paid)).getData();
        List<Invoice> oldestFirst = new ArrayList<>(newestFirst);
        Collections.reverse(oldestFirst);
        return oldestFirst;
    }

    /** The payment of an invoice; empty if nothing had to be paid. */
    Optional<String> paymentOf(Invoice invoice) {
        InvoicePaymentListParams ofInvoice =
                InvoicePaymentListParams.builder().setInvoice(invoice.getId()).build();
        return stripe.all(client -> client.v1().invoicePayments().list(ofInvoice)).stream()
                .filter(payment -> "paid".equals(payment.getStatus()))
                .map(InvoicePayment::getPayment)
                .map(InvoicePayment.Payment::getPaymentIntent)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /**
     * Changes the plan: to one that brings more at once, with the difference paid first, to another from the next payment on.
     *
     * @throws StripeFailure if the card is declined; then nothing has changed
     */
    void change(String id, SubscriptionOrders.PlanOrder order, BigDecimal price, boolean more) {
        SubscriptionItem item = read(id).getItems().getData().get(0);
        SubscriptionUpdateParams change = SubscriptionUpdateParams.builder()
                .setCancelAtPeriodEnd(false)
                .putMetadata(SubscriptionPages.PLAN, order.plan())
                .setProrationBehavior(more ? ProrationBehavior.ALWAYS_INVOICE : ProrationBehavior.NONE)
                .setPaymentBehavior(PaymentBehavior.ERROR_IF_INCOMPLETE)
                .addItem(Item.builder()
                        .setId(item.getId())
                        .setPriceData(PriceData.builder()
                                .setCurrency(StripeAmounts.lower(order.currency()))
                                .setProduct(item.getPrice().getProduct())
                                .setUnitAmount(StripeAmounts.toSmallest(price, order.currency()))
                                .setRecurring(PriceData.Recurring.builder()
                                        .setInterval(PriceData.Recurring.Interval.MONTH)
                                        .setIntervalCount((long) order.period().months())
                                        .build())
                                .build())
                        .build())
                .build();
        stripe.call(client -> client.v1().subscriptions().update(id, change));
        follow.soon(new Subject.OfSubscription(id));
    }

    /** It is charged no more: at once, or when the paid time is over. */
    void end(String id, boolean now) {
        if (isOver(read(id))) {
            return;
        }
        if (now) {
            stripe.call(client -> client.v1().subscriptions().cancel(id));
        } else {
            SubscriptionUpdateParams ending = SubscriptionUpdateParams.builder()
                    .setCancelAtPeriodEnd(true)
                    .build();
            stripe.call(client -> client.v1().subscriptions().update(id, ending));
        }
    }
}
