package io.runledger.command.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.api.MoneyBack;
import io.runledger.api.Outcome.PaymentFollowed;
import io.runledger.api.PurchaseId;
import io.runledger.api.RefundId;
import io.runledger.api.policy.PaymentMethod;
import io.runledger.command.purchasing.Difference.Kind;
import io.runledger.command.purchasing.Payment.MoneySentBack;
import io.runledger.command.purchasing.Payment.State;
import io.runledger.command.purchasing.Purchase.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A purchase of 5,000 credits for CNY 50. */
class ComparisonTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String FOLLOW = "POST /v1/stripe/follow {\"account\":\"acme\",\"purchaseId\":\"p\"}";

    private final List<Payment> payments = new ArrayList<>();
    private final List<PurchaseRefund> refunds = new ArrayList<>();
    private Purchase purchase;
    private PaymentFollowed booked;

    private void givenPaid(String payment, String disputed, MoneySentBack... back) {
        payments.add(payment(payment, State.PAID, disputed, back));
    }

    private void givenUnpaid(String payment) {
        payments.add(payment(payment, State.FAILED, "0"));
    }

    private static Payment payment(String id, State state, String disputed, MoneySentBack... back) {
        BigDecimal paid = state == State.PAID ? new BigDecimal("50.00") : BigDecimal.ZERO;
        return new Payment(id, state, paid, "CNY", null, List.of(back), new BigDecimal(disputed));
    }

    private static MoneySentBack back(String refund, String amount, String status) {
        Map<String, String> metadata = refund.isEmpty() ? Map.of() : Map.of(Notice.REFUND, refund);
        return new MoneySentBack(
                "re_" + refund, new BigDecimal(amount), status.equals("failed"), status.equals("succeeded"), metadata);
    }

    private void givenSettled(String payment, String refunded, String disputed) {
        given(Status.SETTLED, payment, money(refunded, disputed));
    }

    private void given(Status status, String payment, MoneyBack money) {
        purchase = new Purchase(
                new PurchaseId("p"),
                "fingerprint",
                "standard",
                Credits.of("5000"),
                new BigDecimal("50"),
                "CNY",
                PaymentMethod.Type.CARD,
                status,
                NOON,
                null,
                null,
                null,
                payment,
                money,
                status == Status.REFUSED ? "account-closed" : null,
                null,
                new Checkout(List.of(PaymentMethod.Type.CARD), false, null, null, "cs_1"));
    }

    private static MoneyBack money(String refunded, String disputed) {
        return new MoneyBack(new BigDecimal("50"), new BigDecimal(refunded), new BigDecimal(disputed), "CNY");
    }

    private void givenRefund(String refund, PurchaseRefund.Status status, String amount) {
        refunds.add(new PurchaseRefund(
                new RefundId(refund),
                new PurchaseId("p"),
                status,
                Credits.of("1"),
                new BigDecimal(amount),
                null,
                null,
                NOON));
    }

    private void givenCredits(String clawedBack, String voided) {
        booked = new PaymentFollowed(
                new PurchaseId("p"), Credits.of("5000"), Credits.of(clawedBack), Credits.of(voided), Credits.ZERO, 7);
    }

    private List<Difference> differences() {
        return Comparison.of(new BothSides(
                new Subject.OfPurchase(new AccountId("acme"), new PurchaseId("p")),
                payments,
                purchase,
                refunds,
                booked));
    }

    private Difference thenOne(Kind kind, String payment, String mend) {
        assertThat(differences()).hasSize(1);
        Difference difference = differences().get(0);
        assertThat(difference.kind()).isEqualTo(kind);
        assertThat(difference.paymentId()).isEqualTo(payment);
        assertThat(difference.mend()).isEqualTo(mend);
        assertThat(difference.account()).isEqualTo(new AccountId("acme"));
        assertThat(difference.purchaseId()).isEqualTo(new PurchaseId("p"));
        assertThat(difference.detail()).endsWith(".");
        return difference;
    }

    private void thenNone() {
        assertThat(differences()).isEmpty();
    }

    @Nested
    class NothingDiffers {

        @Test
        void when_what_is_paid_is_credited() {
            givenPaid("pi_1", "0");
            givenSettled("pi_1", "0", "0");
            givenCredits("0", "0");
            thenNone();
        }

        @Test
        void when_the_credits_went_with_what_was_refunded_and_disputed() {
            givenPaid("pi_1", "5", back("r", "10", "succeeded"), back("", "2.50", "pending"), back("", "9", "failed"));
            givenRefund("r", PurchaseRefund.Status.ARRIVED, "10");
            givenSettled("pi_1", "12.5", "5");
            givenCredits("1750", "0");
            thenNone();
        }

        @Test
        void when_nobody_has_paid() {
            givenUnpaid("pi_1");
            given(Status.FAILED, "pi_1", null);
            thenNone();
        }

        @Test
        void when_what_was_refused_has_gone_back() {
            givenPaid("pi_1", "0", back(Refunds.ALL + 0, "50", "succeeded"));
            given(Status.REFUSED, "pi_1", money("50", "0"));
            thenNone();
        }

        @Test
        void when_a_second_payment_has_gone_back() {
            givenPaid("pi_1", "0");
            givenPaid("pi_2", "0", back("", "50", "succeeded"));
            givenSettled("pi_1", "0", "0");
            givenCredits("0", "0");
            thenNone();
        }

        @Test
        void when_a_payment_that_nobody_knows_here_has_gone_back() {
            givenPaid("pi_1", "50");
            thenNone();
        }

        @Test
        void when_credits_without_money_were_taken_out() {
            givenUnpaid("pi_1");
            given(Status.PENDING, "pi_1", null);
            givenCredits("0", "5000");
            thenNone();
        }

        @ParameterizedTest
        @CsvSource({"SENT, pending", "ARRIVED, succeeded", "FAILED, failed"})
        void when_a_refund_stands_alike(PurchaseRefund.Status status, String atStripe) {
            boolean failed = status == PurchaseRefund.Status.FAILED;
            givenPaid("pi_1", "0", back("r", "10", atStripe));
            givenRefund("r", status, "10");
            givenSettled("pi_1", failed ? "0" : "10", "0");
            givenCredits(failed ? "0" : "1000", "0");
            thenNone();
        }
    }

    @Nested
    class PaidNotCredited {

        @Test
        void is_mended_by_following() {
            givenPaid("pi_1", "0");
            given(Status.PENDING, null, null);
            Difference difference = thenOne(Kind.PAID_NOT_CREDITED, "pi_1", FOLLOW);
            assertThat(difference.stripe().state()).isEqualTo("paid");
            assertThat(difference.stripe().money()).isEqualTo(money("0", "0"));
            assertThat(difference.ledger().status()).isEqualTo(Status.PENDING);
            assertThat(difference.ledger().credits()).isNull();
        }

        @Test
        void is_booked_by_an_operator_where_it_counts_as_settled_already() {
            givenPaid("pi_1", "0");
            givenSettled("pi_1", "0", "0");
            thenOne(
                    Kind.PAID_NOT_CREDITED,
                    "pi_1",
                    "POST /v1/accounts/acme/purchases:record {\"purchaseId\":\"p\",\"credits\":5000,\"price\":50,"
                            + "\"currency\":\"CNY\",\"reason\":\"...\"}");
        }

        @Test
        void can_not_be_followed_where_another_payment_is_noted() {
            givenUnpaid("pi_1");
            givenPaid("pi_2", "0");
            given(Status.FAILED, "pi_1", null);
            assertThat(differences().get(0).mend())
                    .contains("command.purchase", "payment pi_2")
                    .endsWith(FOLLOW);
        }
    }

    @Nested
    class PaidTwice {

        @Test
        void the_payment_that_is_not_noted_goes_back() {
            givenPaid("pi_1", "0");
            givenPaid("pi_2", "0", back("", "8", "succeeded"));
            givenSettled("pi_1", "0", "0");
            givenCredits("0", "0");
            thenOne(Kind.PAID_TWICE, "pi_2", "refund 42.00 CNY of payment pi_2 in Stripe's dashboard");
        }

        @Test
        void the_noted_one_stays_though_it_is_newer() {
            givenPaid("pi_1", "0");
            givenPaid("pi_2", "0");
            givenSettled("pi_2", "0", "0");
            givenCredits("0", "0");
            thenOne(Kind.PAID_TWICE, "pi_1", "refund 50.00 CNY of payment pi_1 in Stripe's dashboard");
        }
    }

    @Nested
    class CreditedNotPaid {

        @Test
        void the_grant_can_be_voided() {
            givenUnpaid("pi_1");
            given(Status.PENDING, "pi_1", null);
            givenCredits("0", "0");
            thenOne(
                    Kind.CREDITED_NOT_PAID,
                    "pi_1",
                    "POST /v1/accounts/acme/grants/purchase:p/void {\"reason\":\"...\"}");
        }

        @Test
        void also_where_Stripe_has_no_such_payment() {
            givenSettled("pi_1", "0", "0");
            givenCredits("0", "0");
            assertThat(differences())
                    .singleElement()
                    .extracting(
                            Difference::kind, difference -> difference.stripe().state())
                    .containsExactly(Kind.CREDITED_NOT_PAID, "unknown");
        }
    }

    @Nested
    class ClawbackDiffers {

        @ParameterizedTest
        @CsvSource({"0, 0, 1", "10, 0, 0", "10, 5, 1000", "50, 50, 4999.999999"})
        void is_mended_by_following(String refunded, String disputed, String clawedBack) {
            givenPaid("pi_1", disputed, back("", refunded, "succeeded"));
            givenSettled("pi_1", refunded, disputed);
            givenCredits(clawedBack, "0");
            thenOne(Kind.CLAWBACK_DIFFERS, "pi_1", FOLLOW);
        }

        @Test
        void counts_a_refund_that_is_not_sent_yet() {
            givenPaid("pi_1", "0");
            givenRefund("r", PurchaseRefund.Status.REQUESTED, "10");
            givenSettled("pi_1", "0", "0");
            givenCredits("1000", "0");
            thenOne(Kind.REFUND_DIFFERS, "pi_1", FOLLOW);
        }
    }

    @Nested
    class RefundDiffers {

        @ParameterizedTest
        @CsvSource({
            "SENT, succeeded, arrived",
            "SENT, failed, failed",
            "ARRIVED, failed, failed",
            "REQUESTED, pending, under way",
            "ASKED, pending, under way"
        })
        void is_mended_by_following(PurchaseRefund.Status status, String atStripe, String said) {
            boolean failed = atStripe.equals("failed");
            givenPaid("pi_1", "0", back("r", "10", atStripe));
            givenRefund("r", status, "10");
            givenSettled("pi_1", failed ? "0" : "10", "0");
            givenCredits(failed ? "0" : "1000", "0");
            assertThat(thenOne(Kind.REFUND_DIFFERS, "pi_1", FOLLOW).detail())
                    .isEqualTo("Refund r is " + status.wireName() + " here and " + said + " at Stripe.");
        }

        @Test
        void one_that_arrived_and_is_nowhere_is_made() {
            givenPaid("pi_1", "0");
            givenRefund("r", PurchaseRefund.Status.ARRIVED, "10");
            givenSettled("pi_1", "0", "0");
            givenCredits("0", "0");
            thenOne(
                    Kind.REFUND_DIFFERS,
                    "pi_1",
                    "POST https://api.stripe.com/v1/refunds payment_intent=pi_1 amount=1000 metadata[account]=acme"
                            + " metadata[purchase]=p metadata[refund]=r");
        }

        @ParameterizedTest
        @CsvSource({"ARRIVED, pending, wait until", "FAILED, succeeded, tell the buyer"})
        void some_is_for_people_to_mend(PurchaseRefund.Status status, String atStripe, String mend) {
            givenPaid("pi_1", "0", back("r", "10", atStripe));
            givenRefund("r", status, "10");
            givenSettled("pi_1", "10", "0");
            givenCredits("1000", "0");
            assertThat(differences()).singleElement().satisfies(difference -> {
                assertThat(difference.kind()).isEqualTo(Kind.REFUND_DIFFERS);
                assertThat(difference.mend()).startsWith(mend);
            });
        }

        @Test
        void one_of_ours_at_Stripe_is_not_known_here() {
            givenPaid("pi_1", "0", back("r", "10", "succeeded"));
            givenSettled("pi_1", "10", "0");
            givenCredits("1000", "0");
            assertThat(differences())
                    .singleElement()
                    .extracting(Difference::detail)
                    .isEqualTo("Refund r (re_r) of 10 CNY is arrived at Stripe and unknown here.");
        }
    }

    @Nested
    class UnknownPayment {

        @Test
        void goes_back() {
            givenPaid("pi_1", "0");
            Difference difference =
                    thenOne(Kind.UNKNOWN_PAYMENT, "pi_1", "refund 50.00 CNY of payment pi_1 in Stripe's dashboard");
            assertThat(difference.ledger().status()).isNull();
        }

        @Test
        void with_credits_needs_its_row_again() {
            givenPaid("pi_1", "0");
            givenCredits("0", "0");
            assertThat(differences()).singleElement().satisfies(difference -> {
                assertThat(difference.kind()).isEqualTo(Kind.UNKNOWN_PAYMENT);
                assertThat(difference.mend()).startsWith("restore the row").endsWith(FOLLOW);
            });
        }
    }

    @Nested
    class KeptRefused {

        @Test
        void is_mended_by_following() {
            givenPaid("pi_1", "0", back("", "20", "succeeded"));
            given(Status.REFUSED, "pi_1", money("20", "0"));
            assertThat(thenOne(Kind.KEPT_REFUSED, "pi_1", FOLLOW).detail())
                    .isEqualTo("It was refused (account-closed), and 30.00 CNY have not gone back.");
        }

        @Test
        void is_mended_by_following_again_where_sending_it_back_has_failed() {
            givenPaid("pi_1", "0", back(Refunds.ALL + 0, "50", "failed"));
            given(Status.REFUSED, "pi_1", money("0", "0"));
            thenOne(Kind.KEPT_REFUSED, "pi_1", FOLLOW);
        }
    }

    @Nested
    class PurchaseDiffers {

        @Test
        void when_it_is_shown_as_pending_after_its_credits_have_come() {
            givenPaid("pi_1", "0");
            given(Status.PENDING, "pi_1", null);
            givenCredits("0", "0");
            thenOne(Kind.PURCHASE_DIFFERS, "pi_1", FOLLOW);
        }

        @Test
        void when_other_money_is_noted_than_has_gone_back() {
            givenPaid("pi_1", "0", back("", "10", "succeeded"));
            givenSettled("pi_1", "0", "10");
            givenCredits("1000", "0");
            thenOne(Kind.PURCHASE_DIFFERS, "pi_1", FOLLOW);
        }

        @Test
        void when_a_payment_is_noted_that_has_no_money() {
            givenUnpaid("pi_1");
            givenPaid("pi_2", "0");
            givenSettled("pi_1", "0", "0");
            givenCredits("0", "0");
            assertThat(differences())
                    .singleElement()
                    .extracting(Difference::kind, Difference::paymentId)
                    .containsExactly(Kind.PURCHASE_DIFFERS, "pi_2");
        }
    }
}
