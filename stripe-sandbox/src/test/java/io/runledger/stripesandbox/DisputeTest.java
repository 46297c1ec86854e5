package io.runledger.stripesandbox;

import static io.runledger.stripesandbox.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.BalanceTransaction;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.model.radar.EarlyFraudWarning;
import com.stripe.param.DisputeListParams;
import com.stripe.param.RefundCreateParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DisputeTest {

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

    private Dispute disputed(String how) throws Exception {
        desk.control("/sandbox/payments/" + payment.getId() + "/dispute", how);
        DisputeListParams ofPayment =
                DisputeListParams.builder().setPaymentIntent(payment.getId()).build();
        return desk.stripe.disputes().list(ofPayment).getData().get(0);
    }

    private Dispute ended(Dispute dispute, String how) throws Exception {
        desk.control("/sandbox/disputes/" + dispute.getId() + "/" + how, "{}");
        return desk.stripe.disputes().retrieve(dispute.getId());
    }

    private void refund() throws Exception {
        desk.stripe
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(payment.getId())
                        .build());
    }

    @Test
    void aDisputeThatIsWonBringsTheMoneyBack() throws Throwable {
        Dispute dispute = disputed("{\"amount\":700}");
        checkWithdrawal(dispute);

        checkReinstatement(ended(dispute, "won"));
        eventually(() -> assertThat(receiver.types())
                .contains(
                        "charge.dispute.created",
                        "charge.dispute.funds_withdrawn",
                        "charge.dispute.funds_reinstated",
                        "charge.dispute.closed"));
        refund();
    }

    private void checkWithdrawal(Dispute dispute) throws Exception {
        assertThat(dispute.getStatus()).isEqualTo("needs_response");
        assertThat(dispute.getBalanceTransactions())
                .extracting(BalanceTransaction::getAmount)
                .containsExactly(-700L);
        assertThat(desk.stripe.charges().retrieve(dispute.getCharge()).getDisputed())
                .isTrue();
        assertThatThrownBy(this::refund)
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.getCode()).isEqualTo("charge_disputed"));
    }

    private static void checkReinstatement(Dispute won) {
        assertThat(won.getStatus()).isEqualTo("won");
        assertThat(won.getIsChargeRefundable()).isTrue();
        assertThat(won.getBalanceTransactions())
                .extracting(BalanceTransaction::getAmount)
                .containsExactly(-700L, 700L);
    }

    @Test
    void aDisputeThatIsLostKeepsTheMoney() throws Throwable {
        Dispute lost = ended(disputed("{}"), "lost");

        assertThat(lost.getStatus()).isEqualTo("lost");
        assertThat(lost.getBalanceTransactions()).hasSize(1);
        eventually(() -> assertThat(receiver.types())
                .contains("charge.dispute.closed")
                .doesNotContain("charge.dispute.funds_reinstated"));
    }

    @Test
    void anInquiryTakesNothing() throws Throwable {
        Dispute inquiry = disputed("{\"inquiry\":true}");

        assertThat(inquiry.getStatus()).isEqualTo("warning_needs_response");
        assertThat(inquiry.getBalanceTransactions()).isEmpty();
        refund();
        assertThat(ended(inquiry, "won").getStatus()).isEqualTo("warning_closed");
    }

    @Test
    void aFraudWarningNamesItsCharge() throws Throwable {
        desk.control("/sandbox/payments/" + payment.getId() + "/fraud-warning", "{}");

        EarlyFraudWarning warning =
                desk.stripe.radar().earlyFraudWarnings().list().getData().get(0);
        assertThat(warning.getPaymentIntent()).isEqualTo(payment.getId());
        assertThat(warning.getActionable()).isTrue();
        eventually(() -> assertThat(receiver.types()).contains("radar.early_fraud_warning.created"));
    }
}
