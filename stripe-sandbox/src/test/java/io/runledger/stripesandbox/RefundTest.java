package io.runledger.stripesandbox;

import static io.runledger.stripesandbox.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefundTest {

    private Desk desk;
    private Receiver receiver;
    private PaymentIntent payment;

    @BeforeEach
    void open() throws Exception {
        desk = Desk.open();
        payment = desk.paid(desk.customer().getId(), 1_000);
        receiver = new Receiver(Desk.SECRET, desk.clock);
        desk.sandbox.deliverTo(receiver.address());
    }

    @AfterEach
    void close() {
        desk.close();
        receiver.close();
    }

    private Refund refund(long amount) throws Exception {
        return desk.stripe
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(payment.getId())
                        .setAmount(amount)
                        .putMetadata("refundId", "r-1")
                        .build());
    }

    private Charge charge() throws Exception {
        return desk.stripe.charges().retrieve(payment.getLatestCharge());
    }

    @Test
    void noMoreIsGivenBackThanWasTaken() throws Throwable {
        assertThat(refund(400).getStatus()).isEqualTo("succeeded");
        assertThat(charge().getAmountRefunded()).isEqualTo(400);
        assertThatThrownBy(() -> refund(601)).isInstanceOf(InvalidRequestException.class);
        desk.control("/sandbox/payments/" + payment.getId() + "/refund", "{}");

        assertThat(charge().getRefunded()).isTrue();
        assertThatThrownBy(() -> refund(1))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getCode()).isEqualTo("charge_already_refunded"));
        RefundListParams ofPayment =
                RefundListParams.builder().setPaymentIntent(payment.getId()).build();
        assertThat(desk.stripe.refunds().list(ofPayment).getData())
                .extracting(Refund::getAmount)
                .containsExactly(600L, 400L);
        eventually(() -> assertThat(receiver.types()).contains("refund.created", "charge.refunded"));
    }

    @Test
    void aPendingRefundFails() throws Throwable {
        desk.control("/sandbox/settings", "{\"refunds\":\"pending\"}");
        Refund refund = refund(400);
        assertThat(refund.getStatus()).isEqualTo("pending");
        assertThat(charge().getAmountRefunded()).isEqualTo(400);

        desk.control("/sandbox/refunds/" + refund.getId() + "/fail", "{}");

        Refund failed = desk.stripe.refunds().retrieve(refund.getId());
        assertThat(failed.getStatus()).isEqualTo("failed");
        assertThat(failed.getFailureReason()).isNotEmpty();
        assertThat(charge().getAmountRefunded()).isZero();
        eventually(() ->
                assertThat(receiver.types()).contains("refund.updated", "refund.failed", "charge.refund.updated"));
    }

    @Test
    void aPendingRefundSucceeds() throws Throwable {
        desk.control("/sandbox/settings", "{\"refunds\":\"pending\"}");
        Refund refund = refund(1_000);
        desk.control("/sandbox/refunds/" + refund.getId() + "/succeed", "{}");

        assertThat(desk.stripe.refunds().retrieve(refund.getId()).getStatus()).isEqualTo("succeeded");
        assertThat(charge().getRefunded()).isTrue();
    }
}
