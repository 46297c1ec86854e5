package io.runledger.stripesandbox;

import static io.runledger.stripesandbox.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Invoice;
import com.stripe.model.InvoiceLineItem;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import com.stripe.param.InvoicePaymentListParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.SubscriptionUpdateParams;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SubscriptionTest extends Subscribed {

    @Test
    void aCheckoutSubscribesAndPaysTheFirstInvoice() throws Throwable {
        assertThat(subscription.getStatus()).isEqualTo("active");
        assertThat(subscription.getMetadata()).containsEntry("account", "acme");
        checkInvoice(invoices().get(0));
        checkInvoicePayment(invoices().get(0));
        eventually(() -> assertThat(receiver.types())
                .containsExactlyInAnyOrder(
                        "customer.subscription.created",
                        "invoice.created",
                        "invoice.paid",
                        "payment_intent.succeeded",
                        "charge.succeeded",
                        "checkout.session.completed"));
    }

    private void checkInvoice(Invoice first) {
        assertThat(first.getId()).isEqualTo(subscription.getLatestInvoice());
        assertThat(first.getStatus()).isEqualTo("paid");
        assertThat(first.getBillingReason()).isEqualTo("subscription_create");
        assertThat(first.getParent().getSubscriptionDetails().getSubscription()).isEqualTo(subscription.getId());
        InvoiceLineItem line = first.getLines().getData().get(0);
        assertThat(line.getParent().getSubscriptionItemDetails().getProration()).isFalse();
        assertThat(line.getPricing().getPriceDetails().getProduct()).startsWith("prod_");
    }

    private void checkInvoicePayment(Invoice first) throws Exception {
        String payment = first.getPayments().getData().get(0).getPayment().getPaymentIntent();
        InvoicePaymentListParams.Payment by = InvoicePaymentListParams.Payment.builder()
                .setType(InvoicePaymentListParams.Payment.Type.PAYMENT_INTENT)
                .setPaymentIntent(payment)
                .build();
        InvoicePaymentListParams ofPayment =
                InvoicePaymentListParams.builder().setPayment(by).build();
        assertThat(desk.stripe.invoicePayments().list(ofPayment).getData())
                .singleElement()
                .satisfies(paid -> assertThat(paid.getInvoice()).isEqualTo(first.getId()));
    }

    @Test
    void aSubscriptionWhosePaymentIsUnderWayIsIncomplete() throws Exception {
        Session session = desk.subscription(2_000);
        desk.control("/sandbox/checkout/" + session.getId() + "/pay", "{\"outcome\":\"delayed\"}");
        String begun = desk.session(session).getSubscription();
        assertThat(desk.stripe.subscriptions().retrieve(begun).getStatus()).isEqualTo("incomplete");
        PaymentIntent payment = desk.stripe.paymentIntents().list().getData().get(0);
        assertThat(payment.getStatus()).isEqualTo("processing");

        desk.control("/sandbox/payments/" + payment.getId() + "/succeed", "{}");

        assertThat(desk.stripe.subscriptions().retrieve(begun).getStatus()).isEqualTo("active");
        assertThat(desk.session(session).getPaymentStatus()).isEqualTo("paid");
    }

    @Test
    void aCustomerLeavesInThePortal() throws Exception {
        com.stripe.model.billingportal.Session portal = desk.stripe
                .billingPortal()
                .sessions()
                .create(com.stripe.param.billingportal.SessionCreateParams.builder()
                        .setCustomer(subscription.getCustomer())
                        .setReturnUrl("https://example.org/account")
                        .build());
        String page = desk.page(URI.create(portal.getUrl()).getPath());
        assertThat(page).contains("30.00 EUR per month", "https://example.org/account");

        desk.control("/sandbox/subscriptions/" + subscription.getId() + "/leave", "{}");

        assertThat(now().getCancelAtPeriodEnd()).isTrue();
    }

    @Test
    void aSubscriptionEndsWithItsPeriodOrAtOnce() throws Throwable {
        SubscriptionUpdateParams leave =
                SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(true).build();
        Subscription leaving = desk.stripe.subscriptions().update(subscription.getId(), leave);
        assertThat(Instant.ofEpochSecond(leaving.getCancelAt())).isEqualTo("2026-02-28T10:00:00Z");
        moveTo("2026-03-10T00:00:00Z");
        assertThat(now().getStatus()).isEqualTo("canceled");
        assertThat(Instant.ofEpochSecond(now().getEndedAt())).isEqualTo("2026-02-28T10:00:00Z");
        assertThat(invoices()).hasSize(1);

        Subscription other = desk.subscribed(100);
        assertThat(desk.stripe.subscriptions().cancel(other.getId()).getStatus())
                .isEqualTo("canceled");
        assertThat(desk.stripe.subscriptions().list().getData()).isEmpty();
        SubscriptionListParams all = SubscriptionListParams.builder()
                .setStatus(SubscriptionListParams.Status.ALL)
                .build();
        assertThat(desk.stripe.subscriptions().list(all).getData()).hasSize(2);
    }
}
