package io.runledger.command.account;

import static io.runledger.command.account.Requests.*;
import static io.runledger.command.account.TestLedger.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.api.AccountCommand;
import io.runledger.api.AccountEvent;
import io.runledger.api.Answer;
import io.runledger.api.Credits;
import io.runledger.api.Effect;
import io.runledger.api.InvalidValue;
import io.runledger.api.MoneyBack;
import io.runledger.api.Outcome.Opened;
import io.runledger.api.Outcome.PaymentFollowed;
import io.runledger.api.Outcome.RefundEnded;
import io.runledger.api.Outcome.RefundUnderWay;
import io.runledger.api.PaymentEvent.CreditsClawedBack;
import io.runledger.api.PaymentEvent.CreditsReinstated;
import io.runledger.api.PaymentEvent.PurchaseRefunded;
import io.runledger.api.PaymentEvent.RefundFailed;
import io.runledger.api.RejectionReason;
import io.runledger.command.TestPolicies;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each purchase is of 100 credits for ten dollars; what is not used can be given back for thirty days. */
class PaymentTest {

    private TestLedger ledger;

    @AfterEach
    void stop() {
        ledger.close();
    }

    private void given(AccountCommand... commands) {
        ledger = new TestLedger(TestPolicies.prepaid());
        ledger.accept(open(), Opened.class);
        for (AccountCommand command : commands) {
            when(command);
        }
    }

    private void when(AccountCommand command) {
        assertThat(ledger.send(command)).as(command.toString()).isInstanceOf(Answer.Accepted.class);
    }

    private void spend(String run, String credits) {
        when(reserve(run, credits));
        when(capture(run));
    }

    private void thenAvailable(String credits) {
        assertThat(ledger.holdings().available()).isEqualTo(Credits.of(credits));
    }

    private void thenOwed(String credits) {
        assertThat(ledger.holdings().debt()).isEqualTo(Credits.of(credits));
    }

    private Effect totals() {
        Effect totals = Effect.NONE;
        for (AccountEvent event : ledger.events()) {
            totals = totals.plus(event.effect());
        }
        return totals;
    }

    @Nested
    class ClawingBack {

        @Test
        void what_is_left_goes_and_what_is_spent_is_owed() {
            given(buy("p", "100"));
            spend("r", "60");
            when(follow("p", "0", "10"));
            CreditsClawedBack event = ledger.last(CreditsClawedBack.class);
            assertThat(event.fromGrant()).isEqualTo(Credits.of("40"));
            assertThat(event.debt()).isEqualTo(Credits.of("60"));
            thenAvailable("-60");
            thenOwed("60");
            assertThat(totals().clawedBack()).isEqualTo(Credits.of("100"));
            assertThat(totals().captured()).isEqualTo(Credits.ZERO);
            ledger.refuse(reserve("r2", "1"), RejectionReason.INSUFFICIENT_CREDITS);
        }

        @Test
        void other_credits_stay_but_no_run_starts_while_anything_is_owed() {
            given(buy("p", "100"), buy("q", "100"));
            spend("r", "60");
            when(follow("p", "0", "10"));
            thenAvailable("40");
            ledger.refuse(reserve("r2", "1"), RejectionReason.INSUFFICIENT_CREDITS);
            when(buy("s", "100"));
            thenOwed("0");
            thenAvailable("140");
            when(reserve("r2", "1"));
        }

        @ParameterizedTest
        @CsvSource({"0.01, 0.1", "3.33, 33.3", "5, 50", "9.99, 99.9"})
        void a_part_of_the_money_takes_its_share(String refunded, String credits) {
            given(buy("p", "100"), follow("p", refunded, "0"));
            assertThat(ledger.last(CreditsClawedBack.class).credits()).isEqualTo(Credits.of(credits));
        }

        @Test
        void the_share_is_rounded_to_a_micro_credit() {
            given(buy("p", "1"));
            PaymentFollowed followed = ledger.accept(
                    new io.runledger.api.PaymentCommand.FollowPayment(
                            ACCOUNT,
                            new io.runledger.api.PurchaseId("p"),
                            new MoneyBack(new BigDecimal("3"), BigDecimal.ONE, BigDecimal.ZERO, "JPY")),
                    PaymentFollowed.class);
            assertThat(followed.clawedBack()).isEqualTo(Credits.of("0.333333"));
        }

        @Test
        void the_same_again_changes_nothing() {
            given(buy("p", "100"), follow("p", "5", "0"));
            int events = ledger.events().size();
            when(follow("p", "5", "0"));
            when(follow("p", "0", "5"));
            assertThat(ledger.events()).hasSize(events);
        }

        @Test
        void a_refund_and_a_dispute_of_the_same_money_take_the_credits_once() {
            given(buy("p", "100"), follow("p", "10", "0"), follow("p", "10", "10"));
            thenAvailable("0");
            assertThat(totals().clawedBack()).isEqualTo(Credits.of("100"));
        }

        @Test
        void what_open_runs_hold_pays_the_debt_when_it_comes_back() {
            given(buy("p", "100"), reserve("r", "20"), follow("p", "0", "10"));
            thenOwed("20");
            when(release("r"));
            thenOwed("0");
            thenAvailable("0");
            assertThat(totals().captured()).isEqualTo(Credits.ZERO);
        }

        @Test
        void what_was_void_already_is_not_owed() {
            given(buy("p", "100"));
            spend("r", "60");
            when(voidGrant("purchase:p"));
            when(follow("p", "0", "10"));
            assertThat(ledger.last(CreditsClawedBack.class).fromVoided()).isEqualTo(Credits.of("40"));
            thenOwed("60");
            assertThat(totals().voided()).isEqualTo(Credits.ZERO);
            when(follow("p", "0", "0"));
            assertThat(totals().voided()).isEqualTo(Credits.of("40"));
            thenAvailable("0");
        }

        @Test
        void a_closed_account_gives_back_too() {
            given(buy("p", "100"), closeAccount(), follow("p", "10", "0"));
            thenAvailable("0");
        }

        @Test
        void an_unknown_purchase_is_refused() {
            given();
            ledger.refuse(follow("p", "5", "0"), RejectionReason.UNKNOWN_PURCHASE);
        }

        @Test
        void money_that_makes_no_sense_is_none() {
            given();
            assertThatThrownBy(() -> follow("p", "-1", "0")).isInstanceOf(InvalidValue.class);
            assertThatThrownBy(() -> follow("p", "0.001", "0")).isInstanceOf(InvalidValue.class);
        }
    }

    @Nested
    class Reinstating {

        @Test
        void a_dispute_that_is_won_leaves_everything_as_it_was() {
            given(buy("p", "100"));
            spend("r", "60");
            Effect before = totals();
            when(follow("p", "0", "10"));
            when(follow("p", "0", "0"));
            assertThat(totals()).isEqualTo(before);
            assertThat(ledger.last(CreditsReinstated.class).debtPaid()).isEqualTo(Credits.of("60"));
            when(reserve("r2", "40"));
        }

        @Test
        void a_debt_that_was_paid_meanwhile_comes_back_as_credits() {
            given(buy("p", "100"));
            spend("r", "60");
            when(follow("p", "0", "10"));
            when(buy("q", "100"));
            when(follow("p", "0", "0"));
            thenOwed("0");
            thenAvailable("140");
            ledger.forget();
            when(reserve("r2", "140"));
        }

        @Test
        void of_a_grant_that_is_used_up_it_is_there_again() {
            given(buy("p", "100"));
            when(follow("p", "10", "0"));
            when(follow("p", "4", "0"));
            assertThat(ledger.last(CreditsReinstated.class).reopened()).isNotNull();
            thenAvailable("60");
            spend("r", "60");
        }
    }

    @Nested
    class Showing {

        @Test
        void says_how_the_credits_of_a_purchase_stand_and_changes_nothing() {
            given(buy("p", "100"));
            spend("r", "60");
            when(follow("p", "1", "0"));
            when(voidGrant("purchase:p"));
            int events = ledger.events().size();
            PaymentFollowed shown = ledger.accept(showPurchase("p"), PaymentFollowed.class);
            assertThat(shown.credits()).isEqualTo(Credits.of("100"));
            assertThat(shown.clawedBack()).isEqualTo(Credits.of("10"));
            assertThat(shown.voided()).isEqualTo(Credits.of("30"));
            assertThat(ledger.events()).hasSize(events);
        }

        @Test
        void a_purchase_that_brought_no_credits_is_unknown() {
            given();
            ledger.refuse(showPurchase("p"), RejectionReason.UNKNOWN_PURCHASE);
        }
    }

    @Nested
    class Refunds {

        @Test
        void what_is_not_used_goes_back_with_its_share_of_the_money() {
            given(buy("p", "100"));
            spend("r", "60");
            RefundUnderWay refund = ledger.accept(refundPurchase("x", "p", "0", "0"), RefundUnderWay.class);
            assertThat(refund.credits()).isEqualTo(Credits.of("40"));
            assertThat(refund.amount()).isEqualByComparingTo("4");
            thenAvailable("0");
            ledger.refuse(reserve("r2", "1"), RejectionReason.INSUFFICIENT_CREDITS);
            when(endRefund("x", "p", true));
            assertThat(ledger.last(PurchaseRefunded.class).amount()).isEqualByComparingTo("4");
            when(follow("p", "4", "0"));
            assertThat(ledger.last(PurchaseRefunded.class).available()).isEqualTo(Credits.ZERO);
        }

        @Test
        void no_more_credits_go_than_whole_cents_are_worth() {
            given(buy("p", "3"));
            spend("r", "2");
            RefundUnderWay refund = ledger.accept(refundPurchase("x", "p", "0", "0"), RefundUnderWay.class);
            assertThat(refund.amount()).isEqualByComparingTo("3.33");
            assertThat(refund.credits()).isEqualTo(Credits.of("0.999"));
            thenAvailable("0.001");
        }

        @Test
        void a_repeat_gets_the_first_answer_and_other_values_are_a_conflict() {
            given(buy("p", "100"), buy("q", "100"));
            RefundUnderWay first = ledger.accept(refundPurchase("x", "p", "0", "0"), RefundUnderWay.class);
            assertThat(ledger.accept(refundPurchase("x", "p", "10", "0"), RefundUnderWay.class))
                    .isEqualTo(first);
            ledger.refuse(refundPurchase("x", "q", "0", "0"), RejectionReason.ID_CONFLICT);
        }

        @Test
        void a_refund_that_fails_gives_the_credits_back() {
            given(buy("p", "100"), refundPurchase("x", "p", "0", "0"), endRefund("x", "p", false));
            assertThat(ledger.last(RefundFailed.class).credits()).isEqualTo(Credits.of("100"));
            when(follow("p", "0", "0"));
            thenAvailable("100");
            assertThat(ledger.accept(endRefund("x", "p", true), RefundEnded.class)
                            .arrived())
                    .isFalse();
        }

        @Test
        void one_that_had_arrived_may_still_fail() {
            given(
                    buy("p", "100"),
                    refundPurchase("x", "p", "0", "0"),
                    endRefund("x", "p", true),
                    endRefund("x", "p", false),
                    follow("p", "0", "0"));
            thenAvailable("100");
        }

        @Test
        void open_runs_and_spent_credits_leave_nothing() {
            given(buy("p", "100"), reserve("r", "100"));
            ledger.refuse(refundPurchase("x", "p", "0", "0"), RejectionReason.NOTHING_TO_REFUND);
            when(capture("r"));
            ledger.refuse(refundPurchase("x", "p", "0", "0"), RejectionReason.NOTHING_TO_REFUND);
        }

        @Test
        void it_takes_from_its_own_purchase_alone() {
            given(buy("p", "100"), buy("q", "100"));
            spend("r", "120");
            ledger.refuse(refundPurchase("x", "p", "0", "0"), RejectionReason.NOTHING_TO_REFUND);
            assertThat(ledger.accept(refundPurchase("x", "q", "0", "0"), RefundUnderWay.class)
                            .credits())
                    .isEqualTo(Credits.of("80"));
        }

        @Test
        void thirty_days_and_no_longer() {
            given(buy("p", "100"), buy("q", "100"));
            ledger.clock.moveTo("2026-03-31T10:00:00Z");
            when(refundPurchase("x", "p", "0", "0"));
            ledger.clock.moveTo("2026-03-31T10:00:00.000001Z");
            ledger.refuse(refundPurchase("y", "q", "0", "0"), RejectionReason.REFUND_WINDOW_CLOSED);
        }

        @Test
        void not_while_the_money_is_disputed_or_what_went_back_is_not_booked() {
            given(buy("p", "100"), follow("p", "0", "5"));
            ledger.refuse(refundPurchase("x", "p", "0", "5"), RejectionReason.PURCHASE_CONFLICT);
            ledger.refuse(refundPurchase("x", "p", "1", "0"), RejectionReason.PURCHASE_CONFLICT);
        }

        @Test
        void after_a_part_went_back_the_rest_can_and_no_more() {
            given(buy("p", "100"), follow("p", "4", "0"));
            RefundUnderWay refund = ledger.accept(refundPurchase("x", "p", "4", "0"), RefundUnderWay.class);
            assertThat(refund.amount()).isEqualByComparingTo("6");
            when(follow("p", "10", "0"));
            ledger.refuse(refundPurchase("y", "p", "10", "0"), RejectionReason.NOTHING_TO_REFUND);
        }

        @Test
        void an_unknown_one_does_not_end() {
            given(buy("p", "100"));
            ledger.refuse(endRefund("x", "p", true), RejectionReason.UNKNOWN_REFUND);
            ledger.refuse(refundPurchase("x", "nobody", "0", "0"), RejectionReason.UNKNOWN_PURCHASE);
        }
    }

    @Test
    void any_order_ends_the_same() {
        for (int seed = 0; seed < 50; seed++) {
            given(buy("p", "100"), buy("q", "7"));
            spend("r", "55.5");
            List<AccountCommand> steps = new ArrayList<>(List.of(
                    follow("p", "3.33", "0"),
                    follow("p", "3.33", "6.67"),
                    follow("p", "0", "10"),
                    follow("p", "10", "10"),
                    follow("p", "0", "0.01"),
                    follow("p", "3.33", "0")));
            Collections.shuffle(steps, new Random(seed));
            steps.forEach(PaymentTest.this::when);
            when(follow("p", "2.5", "0"));
            thenAvailable("26.5");
            thenOwed("0");
            assertThat(totals().clawedBack()).isEqualTo(Credits.of("25"));
            ledger.close();
        }
    }
}
