package io.runledger.stripesandbox;

import static io.runledger.stripesandbox.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Charge;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import com.stripe.param.PaymentIntentRetrieveParams;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckoutTest {

    private Desk desk;
    private Receiver receiver;

    @BeforeEach
    void open() throws Exception {
        desk = Desk.open();
        receiver = new Receiver(Desk.SECRET, desk.clock);
        desk.sandbox.deliverTo(receiver.address());
    }

    @AfterEach
    void close() {
        desk.close();
        receiver.close();
    }

    @Test
    void aPaymentIsSeenWithTheCountryOfItsCard() throws Throwable {
        Customer customer = desk.customer();
        Session session = desk.checkout(customer.getId(), 1_234);
        assertThat(session.getPaymentIntent()).isNull();
        assertThat(session.getExpiresAt() - session.getCreated()).isEqualTo(86_400);

        desk.control("/sandbox/checkout/" + session.getId() + "/pay", "{\"cardCountry\":\"FR\"}");

        checkSession(desk.session(session));
        checkPayment(desk.session(session).getPaymentIntent());
        eventually(() -> assertThat(receiver.types())
                .containsExactlyInAnyOrder(
                        "payment_intent.succeeded", "charge.succeeded", "checkout.session.completed"));
    }

    private static void checkSession(Session paid) {
        assertThat(paid.getStatus()).isEqualTo("complete");
        assertThat(paid.getPaymentStatus()).isEqualTo("paid");
        assertThat(paid.getAmountTotal()).isEqualTo(1_234);
        assertThat(paid.getMetadata()).containsEntry("purchaseId", "p-1");
        assertThat(paid.getCustomerDetails().getAddress().getCountry()).isEqualTo("FR");
    }

    private void checkPayment(String id) throws Exception {
        PaymentIntentRetrieveParams expanded =
                PaymentIntentRetrieveParams.builder().addExpand("latest_charge").build();
        PaymentIntent payment = desk.stripe.paymentIntents().retrieve(id, expanded);
        assertThat(payment.getStatus()).isEqualTo("succeeded");
        assertThat(payment.getLivemode()).isFalse();
        Charge charge = payment.getLatestChargeObject();
        assertThat(charge.getPaymentMethodDetails().getCard().getCountry()).isEqualTo("FR");
        assertThat(charge.getBillingDetails().getEmail()).isEqualTo("ada@example.org");
        assertThat(charge.getMetadata()).containsEntry("purchaseId", "p-1");
    }

    @Test
    void anEventIsReadAsTheTypedObject() throws Throwable {
        PaymentIntent payment = desk.paid(desk.customer().getId(), 500);

        eventually(() -> assertThat(receiver.taken).hasSize(3));
        Event event = receiver.taken.stream()
                .filter(taken -> taken.getType().equals("payment_intent.succeeded"))
                .findFirst()
                .orElseThrow();
        PaymentIntent told =
                (PaymentIntent) event.getDataObjectDeserializer().getObject().orElseThrow();
        assertThat(told.getId()).isEqualTo(payment.getId());
        assertThat(event.getApiVersion()).isEqualTo(com.stripe.Stripe.API_VERSION);
        assertThat(desk.stripe.events().retrieve(event.getId()).getType()).isEqualTo(event.getType());
    }

    @Test
    void aDeclinedAttemptLeavesTheSessionOpen() throws Throwable {
        Session session = desk.checkout(desk.customer().getId(), 500);
        String pay = "/sandbox/checkout/" + session.getId() + "/pay";
        desk.control(pay, "{\"outcome\":\"declined\"}");
        Session declined = desk.session(session);
        assertThat(declined.getStatus()).isEqualTo("open");
        PaymentIntent payment = desk.stripe.paymentIntents().retrieve(declined.getPaymentIntent());
        assertThat(payment.getStatus()).isEqualTo("requires_payment_method");
        assertThat(payment.getLastPaymentError().getDeclineCode()).isEqualTo("insufficient_funds");

        desk.control(pay, "{}");

        assertThat(desk.session(session).getPaymentIntent()).isEqualTo(payment.getId());
        assertThat(desk.post(pay, "application/json", "{}").statusCode()).isEqualTo(409);
        eventually(() -> assertThat(receiver.types())
                .containsExactlyInAnyOrder(
                        "payment_intent.payment_failed",
                        "payment_intent.succeeded",
                        "charge.succeeded",
                        "checkout.session.completed"));
    }

    @Test
    void aDelayedPaymentArrivesLaterOrFails() throws Throwable {
        for (String end : new String[] {"succeed", "fail"}) {
            Session session = desk.checkout(desk.customer().getId(), 500);
            desk.control("/sandbox/checkout/" + session.getId() + "/pay", "{\"outcome\":\"delayed\"}");
            Session waiting = desk.session(session);
            assertThat(waiting.getStatus()).isEqualTo("complete");
            assertThat(waiting.getPaymentStatus()).isEqualTo("unpaid");
            desk.control("/sandbox/payments/" + waiting.getPaymentIntent() + "/" + end, "{}");
            assertThat(desk.session(session).getPaymentStatus()).isEqualTo(end.equals("fail") ? "unpaid" : "paid");
        }
        eventually(() -> assertThat(receiver.types())
                .contains("checkout.session.async_payment_succeeded", "checkout.session.async_payment_failed"));
    }

    @Test
    void aSessionWhoseTimeIsUpIsNotShownAsOpen() throws Throwable {
        Session session = desk.checkout(desk.customer().getId(), 500);
        desk.clock.move(Duration.ofHours(24));

        assertThat(desk.session(session).getStatus()).isEqualTo("expired");
    }

    @Test
    void aSessionExpiresByTheClock() throws Throwable {
        Session session = desk.checkout(desk.customer().getId(), 500);
        desk.clock.move(Duration.ofHours(24));
        desk.tick();

        assertThat(desk.session(session).getStatus()).isEqualTo("expired");
        eventually(() -> assertThat(receiver.types()).containsExactly("checkout.session.expired"));
    }

    @Test
    void anotherPaymentMethodHasNoCountry() throws Exception {
        Session session = desk.checkout(desk.customer().getId(), 500);
        desk.control("/sandbox/checkout/" + session.getId() + "/pay", "{\"method\":\"alipay\"}");

        Charge charge = desk.stripe.charges().list().getData().get(0);
        assertThat(charge.getPaymentMethodDetails().getType()).isEqualTo("alipay");
        assertThat(charge.getPaymentMethodDetails().getCard()).isNull();
    }
}
