package io.runledger.stripesandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionListParams;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckoutSessionTest {

    private Desk desk;

    @BeforeEach
    void open() throws Exception {
        desk = Desk.open();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void taxIsRoundedHalfUp() throws Exception {
        SessionCreateParams taxed = Samples.session(
                        SessionCreateParams.Mode.PAYMENT, Samples.price(1_005).build())
                .setAutomaticTax(SessionCreateParams.AutomaticTax.builder()
                        .setEnabled(true)
                        .build())
                .build();
        Session session = desk.stripe.checkout().sessions().create(taxed);

        assertThat(session.getAmountSubtotal()).isEqualTo(1_005);
        assertThat(session.getTotalDetails().getAmountTax()).isEqualTo(101);
        assertThat(session.getAmountTotal()).isEqualTo(1_106);
    }

    @Test
    void sessionsAreFoundByTheirPayment() throws Exception {
        PaymentIntent payment = desk.paid(desk.customer().getId(), 500);
        desk.paid(desk.customer().getId(), 500);

        SessionListParams ofPayment = SessionListParams.builder()
                .setPaymentIntent(payment.getId())
                .addExpand("data.payment_intent")
                .build();
        assertThat(desk.stripe.checkout().sessions().list(ofPayment).getData())
                .singleElement()
                .satisfies(found ->
                        assertThat(found.getPaymentIntentObject().getAmount()).isEqualTo(500));
    }

    @Test
    void paymentsAreFoundByTheirTime() throws Exception {
        String customer = desk.customer().getId();
        desk.paid(customer, 100);
        desk.clock.move(Duration.ofMinutes(1));
        PaymentIntent later = desk.paid(customer, 200);

        assertThat(found(later.getCreated(), null))
                .extracting(PaymentIntent::getAmount)
                .containsExactly(200L);
        assertThat(found(null, later.getCreated()))
                .extracting(PaymentIntent::getAmount)
                .containsExactly(100L);
    }

    private List<PaymentIntent> found(Long from, Long until) throws Exception {
        PaymentIntentListParams.Created created = PaymentIntentListParams.Created.builder()
                .setGte(from)
                .setLt(until)
                .build();
        return desk.stripe
                .paymentIntents()
                .list(PaymentIntentListParams.builder()
                        .setCreated(created)
                        .addExpand("data.latest_charge")
                        .build())
                .getData();
    }

    @Test
    void aSessionThatWasExpiredIsNotPaid() throws Exception {
        Session session = desk.checkout(desk.customer().getId(), 500);
        assertThat(desk.stripe.checkout().sessions().expire(session.getId()).getStatus())
                .isEqualTo("expired");

        assertThat(desk.post("/sandbox/checkout/" + session.getId() + "/pay", "application/json", "{}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void aBrowserPaysAndIsSentBack() throws Exception {
        Session session = desk.checkout(desk.customer().getId(), 500);
        String page = desk.page("/sandbox/checkout/" + session.getId());
        assertThat(page).contains("Sandbox: no real money moves", "&lt;b&gt;Credits", "5.00 EUR", "ada@example.org");
        assertThat(page).doesNotContain("<b>Credits");

        HttpResponse<String> answer = desk.post(
                "/sandbox/checkout/" + session.getId() + "/pay", "application/x-www-form-urlencoded", "cardCountry=DE");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location"))
                .contains("https://example.org/thanks?session=" + session.getId());
        assertThat(desk.page("/sandbox")).contains("5.00 EUR, succeeded", "Fraud warning");
    }
}
