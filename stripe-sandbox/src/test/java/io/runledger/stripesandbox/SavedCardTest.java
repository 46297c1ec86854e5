package io.runledger.stripesandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SavedCardTest {

    private Desk desk;
    private String customer;

    @BeforeEach
    void open() throws Exception {
        desk = Desk.open();
        customer = desk.customer().getId();
        desk.paid(customer, 500);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void behave(String behaviour) throws Exception {
        desk.control("/sandbox/customers/" + customer + "/card", "{\"behaviour\":\"" + behaviour + "\"}");
    }

    @Test
    void theSavedCardIsCharged() throws Exception {
        PaymentIntent payment = desk.stripe.paymentIntents().create(Samples.offSession(customer, 900));

        assertThat(payment.getStatus()).isEqualTo("succeeded");
        assertThat(payment.getAmountReceived()).isEqualTo(900);
        assertThat(payment.getMetadata()).containsEntry("purchaseId", "p-2");
        PaymentMethod card = desk.stripe
                .customers()
                .paymentMethods()
                .list(customer)
                .getData()
                .get(0);
        assertThat(card.getId()).isEqualTo(payment.getPaymentMethod());
        assertThat(card.getCard().getLast4()).isEqualTo("4242");
    }

    @Test
    void aDeclinedChargeSaysWhichPaymentFailed() throws Exception {
        behave("declined");

        assertThatThrownBy(() -> desk.stripe.paymentIntents().create(Samples.offSession(customer, 900)))
                .isInstanceOfSatisfying(CardException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(402);
                    assertThat(e.getCode()).isEqualTo("card_declined");
                    assertThat(e.getDeclineCode()).isEqualTo("insufficient_funds");
                    PaymentIntent payment = e.getStripeError().getPaymentIntent();
                    assertThat(payment.getStatus()).isEqualTo("requires_payment_method");
                    assertThat(payment.getLastPaymentError().getCode()).isEqualTo("card_declined");
                });
        behave("ok");
        assertThat(desk.stripe
                        .paymentIntents()
                        .create(Samples.offSession(customer, 900))
                        .getStatus())
                .isEqualTo("succeeded");
    }

    @Test
    void aChargeThatNeedsItsHolderFails() throws Exception {
        behave("authentication_required");

        assertThatThrownBy(() -> desk.stripe.paymentIntents().create(Samples.offSession(customer, 900)))
                .isInstanceOfSatisfying(CardException.class, e -> {
                    assertThat(e.getCode()).isEqualTo("authentication_required");
                    String payment = e.getStripeError().getPaymentIntent().getId();
                    assertThat(cancelled(payment)).isEqualTo("canceled");
                });
    }

    private String cancelled(String payment) {
        try {
            return desk.stripe.paymentIntents().cancel(payment).getStatus();
        } catch (com.stripe.exception.StripeException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void nothingIsChargedWithoutACard() throws Exception {
        String other = desk.customer().getId();

        assertThatThrownBy(() -> desk.stripe.paymentIntents().create(Samples.offSession(other, 900)))
                .isInstanceOf(InvalidRequestException.class);
    }
}
