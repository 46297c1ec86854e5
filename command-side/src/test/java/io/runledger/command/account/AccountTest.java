package io.runledger.command.account;

import static io.runledger.command.account.Requests.*;
import static io.runledger.command.account.TestLedger.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.api.AccountCommand;
import io.runledger.api.AccountCommand.ShowAccount;
import io.runledger.api.AccountEvent.AccountOpened;
import io.runledger.api.Answer;
import io.runledger.api.Credits;
import io.runledger.api.GrantEvent.CreditsGranted;
import io.runledger.api.GrantEvent.DailyGrantIssued;
import io.runledger.api.GrantEvent.GrantExpired;
import io.runledger.api.GrantId;
import io.runledger.api.NewGrant;
import io.runledger.api.Outcome.Captured;
import io.runledger.api.Outcome.DailyGrant;
import io.runledger.api.Outcome.DueBooked;
import io.runledger.api.Outcome.Granted;
import io.runledger.api.Outcome.Opened;
import io.runledger.api.Outcome.Purchased;
import io.runledger.api.Outcome.Reserved;
import io.runledger.api.Outcome.RunReturned;
import io.runledger.api.Outcome.Standing;
import io.runledger.api.Outcome.Voided;
import io.runledger.api.RejectionReason;
import io.runledger.api.Remedy;
import io.runledger.api.Remedy.Purchase;
import io.runledger.api.Returned.Fate;
import io.runledger.api.RunEvent.CreditsCaptured;
import io.runledger.api.RunEvent.ReservationExpired;
import io.runledger.api.RunEvent.ReservationReleased;
import io.runledger.api.RunEvent.RunFailedRefunded;
import io.runledger.api.RunLine;
import io.runledger.api.Source;
import io.runledger.api.Taken;
import io.runledger.api.Usage;
import io.runledger.api.policy.Policy;
import io.runledger.command.TestPolicies;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AccountTest {

    private TestLedger ledger;

    @AfterEach
    void stop() {
        ledger.close();
    }

    private void given(Policy policy, io.runledger.api.AccountCommand... commands) {
        ledger = new TestLedger(policy);
        ledger.accept(open(), Opened.class);
        for (io.runledger.api.AccountCommand command : commands) {
            assertThat(ledger.send(command)).as(command.toString()).isInstanceOf(Answer.Accepted.class);
        }
    }

    private static Credits credits(String amount) {
        return Credits.of(amount);
    }

    private void thenAvailable(String amount) {
        assertThat(ledger.accept(new ShowAccount(ACCOUNT), Standing.class).available())
                .isEqualTo(credits(amount));
    }

    @Nested
    class Opening {

        @Test
        void the_first_event_has_version_0_and_a_repeat_changes_nothing() {
            given(TestPolicies.prepaid());
            assertThat(ledger.last(AccountOpened.class).account()).isEqualTo(ACCOUNT);
            assertThat(ledger.accept(open(), Opened.class).version()).isZero();
            assertThat(ledger.events()).hasSize(1);
        }

        @Test
        void an_account_that_was_never_opened_is_unknown() {
            ledger = new TestLedger(TestPolicies.prepaid());
            assertThat(ledger.send(reserve("r1", "1")))
                    .isInstanceOfSatisfying(
                            Answer.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(RejectionReason.UNKNOWN_ACCOUNT));
        }
    }

    @Nested
    class DailyCredits {

        @Test
        void are_available_at_once_and_booked_with_the_first_command() {
            given(TestPolicies.daily());
            thenAvailable("10");
            ledger.accept(reserve("r1", "4"), Reserved.class);
            assertThat(ledger.events()).hasAtLeastOneElementOfType(DailyGrantIssued.class);
            thenAvailable("6");
        }

        @Test
        void a_second_call_that_day_issues_nothing() {
            given(TestPolicies.daily());
            assertThat(ledger.accept(dailyGrant(), DailyGrant.class).issued()).isTrue();
            DailyGrant second = ledger.accept(dailyGrant(), DailyGrant.class);
            assertThat(second.issued()).isFalse();
            assertThat(second.credits()).isEqualTo(Credits.ZERO);
            assertThat(second.available()).isEqualTo(credits("10"));
        }

        @Test
        void do_not_add_up_over_days_and_missed_days_bring_nothing() {
            given(TestPolicies.daily(), dailyGrant());
            ledger.clock.advance(Duration.ofDays(10));
            thenAvailable("10");
            assertThat(ledger.accept(dailyGrant(), DailyGrant.class).issued()).isTrue();
            assertThat(ledger.last(DailyGrantIssued.class).available()).isEqualTo(credits("10"));
            assertThat(ledger.events().stream().filter(DailyGrantIssued.class::isInstance))
                    .hasSize(2);
            assertThat(ledger.events().stream().filter(GrantExpired.class::isInstance))
                    .hasSize(1);
        }

        @Test
        void end_at_midnight_and_not_a_microsecond_before() {
            given(TestPolicies.daily(), dailyGrant(), reserve("r1", "10"), capture("r1"));
            ledger.clock.moveTo("2026-03-01T23:59:59.999999Z");
            ledger.refuse(reserve("r2", "1"), RejectionReason.INSUFFICIENT_CREDITS);
            ledger.clock.moveTo("2026-03-02T00:00:00Z");
            ledger.accept(reserve("r2", "1"), Reserved.class);
        }

        @Test
        void a_policy_without_them_issues_none() {
            given(TestPolicies.prepaid());
            assertThat(ledger.accept(dailyGrant(), DailyGrant.class).issued()).isFalse();
            assertThat(ledger.events()).hasSize(1);
        }
    }

    @Nested
    class Grants {

        @Test
        void one_for_some_features_pays_for_those_alone_now_and_at_the_capture() {
            given(TestPolicies.withDebt(), promoteFor("g", "10", "editor", "poster"));
            Answer.Refused refused =
                    ledger.refuse(reserveIn("builder", "r1", "1"), RejectionReason.INSUFFICIENT_CREDITS);
            assertThat(refused.figures())
                    .containsEntry("available", credits("10"))
                    .containsEntry("eligible", credits("0"));
            ledger.refuse(reserve("r1", "1"), RejectionReason.INSUFFICIENT_CREDITS);
            ledger.accept(reserveIn("poster", "r2", "4"), Reserved.class);
            assertThat(ledger.accept(capture("r2", "6"), Captured.class).debt()).isEqualTo(credits("0"));
            thenAvailable("4");
        }

        @Test
        void a_repeat_gets_the_first_answer_with_the_current_version() {
            given(TestPolicies.prepaid(), promote("g1", "5"), buy("p1", "7"));
            Granted repeat = ledger.accept(promote("g1", "5"), Granted.class);
            assertThat(repeat.available()).isEqualTo(credits("5"));
            assertThat(repeat.version()).isEqualTo(2);
            assertThat(ledger.events()).hasSize(3);
        }

        @Test
        void the_same_id_with_other_credits_is_a_conflict() {
            given(TestPolicies.prepaid(), promote("g1", "5"), buy("p1", "7"));
            ledger.refuse(promote("g1", "6"), RejectionReason.ID_CONFLICT);
            ledger.refuse(buy("p1", "8"), RejectionReason.ID_CONFLICT);
        }

        @Test
        void one_that_has_expired_already_is_refused() {
            given(TestPolicies.prepaid());
            ledger.refuse(promoteUntil("g1", "5", "2026-03-01T10:00:00Z"), RejectionReason.EXPIRY_IN_THE_PAST);
        }

        @Test
        void expire_with_what_is_left_of_them() {
            given(TestPolicies.prepaid(), promoteUntil("g1", "5", "2026-03-02T00:00:00Z"), buy("p1", "1"));
            ledger.clock.moveTo("2026-03-02T00:00:00Z");
            thenAvailable("1");
            assertThat(ledger.accept(bookDue(), DueBooked.class).events()).isEqualTo(1);
            assertThat(ledger.last(GrantExpired.class).credits()).isEqualTo(credits("5"));
        }

        @Test
        void more_than_an_account_may_ever_hold_is_refused() {
            given(TestPolicies.prepaid());
            for (int i = 0; i < 9; i++) {
                ledger.accept(buy("p" + i, "1000000000"), Purchased.class);
            }
            ledger.refuse(buy("p9", "0.000001"), RejectionReason.LIMIT_EXCEEDED);
        }

        @Test
        void a_void_takes_back_what_is_left_and_later_what_comes_back() {
            given(TestPolicies.prepaid(), promote("g1", "10"), reserve("r1", "4"));
            assertThat(ledger.accept(voidGrant("g1"), Voided.class).voided()).isEqualTo(credits("6"));
            ledger.accept(release("r1"), RunReturned.class);
            assertThat(ledger.last(ReservationReleased.class).returned())
                    .allSatisfy(part -> assertThat(part.fate()).isEqualTo(Fate.VOIDED));
            thenAvailable("0");
        }

        @Test
        void a_void_of_a_used_up_grant_voids_the_refund_of_its_run() {
            given(TestPolicies.prepaid(), promote("g1", "4"), reserve("r1", "4"), capture("r1"), voidGrant("g1"));
            ledger.accept(refund("r1"), RunReturned.class);
            thenAvailable("0");
        }

        @Test
        void a_void_of_an_unknown_grant_is_refused() {
            given(TestPolicies.prepaid());
            ledger.refuse(voidGrant("nope"), RejectionReason.UNKNOWN_GRANT);
        }
    }

    @Nested
    class Reserving {

        @Test
        void takes_in_burn_down_order_and_what_expires_first_within_a_source() {
            given(
                    TestPolicies.daily(),
                    buy("p1", "5"),
                    promote("never", "5"),
                    promoteUntil("later", "5", "2026-05-01T00:00:00Z"),
                    promoteUntil("sooner", "5", "2026-04-01T00:00:00Z"));
            Reserved reserved = ledger.accept(reserve("r1", "27"), Reserved.class);
            assertThat(reserved.grants())
                    .extracting(part -> part.grantId().value())
                    .containsExactly("daily:2026-03-01", "sooner", "later", "never", "purchase:p1");
            assertThat(reserved.grants())
                    .extracting(Taken::source)
                    .containsExactly(
                            Source.FREE, Source.PROMOTIONAL, Source.PROMOTIONAL, Source.PROMOTIONAL, Source.TOP_UP);
            assertThat(Taken.total(reserved.grants())).isEqualTo(credits("27"));
        }

        @Test
        void a_pro_model_is_not_paid_with_credits_whose_scope_excludes_it() {
            given(TestPolicies.daily(), buy("p1", "8"));
            Reserved reserved =
                    ledger.accept(reserveUsage("r1", Usage.of("flux", 1), Usage.of("flux-pro", 1)), Reserved.class);
            assertThat(reserved.grants())
                    .containsExactly(
                            new Taken(new GrantId("daily:2026-03-01"), Source.FREE, credits("2")),
                            new Taken(new GrantId("purchase:p1"), Source.TOP_UP, credits("8")));
            Answer.Refused refused =
                    ledger.refuse(reserveUsage("r2", Usage.of("flux-pro", 1)), RejectionReason.INSUFFICIENT_CREDITS);
            assertThat(refused.figures())
                    .containsEntry("available", credits("8"))
                    .containsEntry("eligible", Credits.ZERO)
                    .containsEntry("required", credits("8"));
        }

        @Test
        void a_refusal_says_when_credits_come_and_which_purchases_would_do() {
            given(TestPolicies.daily(), buy("p1", "8"));
            Remedy remedy = remedyOf(reserveUsage("r1", Usage.of("flux", 10)));
            assertThat(remedy.nextCreditsAt()).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
            assertThat(remedy.purchases())
                    .containsExactly(new Purchase("small", credits("100")), new Purchase("large", credits("1000")));
            assertThat(remedyOf(reserveUsage("r1", Usage.of("flux", 60))).purchases())
                    .containsExactly(new Purchase("large", credits("1000")));
            assertThat(remedyOf(reserveUsage("r1", Usage.of("flux", 1000))).purchases())
                    .isEmpty();
        }

        @Test
        void credits_that_may_not_pay_for_the_run_are_no_remedy() {
            given(TestPolicies.daily());
            assertThat(remedyOf(reserveUsage("r1", Usage.of("flux-pro", 1))).nextCreditsAt())
                    .isNull();
            assertThat(remedyOf(reservePaidOnly("r1", "2")).nextCreditsAt()).isNull();
        }

        @Test
        void a_purchase_has_to_pay_the_debt_too() {
            given(TestPolicies.dailyWithDebt());
            ledger.accept(reserve("r1", "10"), Reserved.class);
            ledger.accept(capture("r1", "105"), Captured.class);
            Remedy remedy = remedyOf(reserve("r2", "6"));
            assertThat(remedy.nextCreditsAt()).isNull();
            assertThat(remedy.purchases()).containsExactly(new Purchase("large", credits("1000")));
            assertThat(remedyOf(reserve("r2", "5")).purchases())
                    .containsExactly(new Purchase("small", credits("100")), new Purchase("large", credits("1000")));
        }

        private Remedy remedyOf(AccountCommand command) {
            return Objects.requireNonNull(
                    ledger.refuse(command, RejectionReason.INSUFFICIENT_CREDITS).remedy());
        }

        @Test
        void an_unknown_model_is_refused() {
            given(TestPolicies.daily());
            ledger.refuse(reserveUsage("r1", Usage.of("nope", 1)), RejectionReason.UNKNOWN_MODEL);
        }

        @Test
        void a_run_costs_the_sum_of_its_lines() {
            given(TestPolicies.prepaid(), buy("p1", "100"));
            Reserved reserved =
                    ledger.accept(reserveUsage("r1", Usage.of("flux", 3), Usage.of("sdxl", 5)), Reserved.class);
            assertThat(reserved.credits()).isEqualTo(credits("8.5"));
            assertThat(reserved.lines()).extracting(RunLine::credits).containsExactly(credits("6"), credits("2.5"));
            assertThat(reserved.rateCardVersion()).isEqualTo(7);
        }

        @Test
        void a_refusal_stores_nothing_and_keeps_the_cached_account() {
            given(TestPolicies.prepaid(), buy("p1", "5"));
            Answer.Refused refused = ledger.refuse(reserve("r1", "5.000001"), RejectionReason.INSUFFICIENT_CREDITS);
            assertThat(refused.figures())
                    .containsEntry("available", credits("5"))
                    .containsEntry("eligible", credits("5"))
                    .containsEntry("required", credits("5.000001"));
            assertThat(ledger.isCached()).isTrue();
        }

        @Test
        void what_is_free_is_always_accepted() {
            given(TestPolicies.prepaid());
            Reserved reserved = ledger.accept(reserveUsage("r1", Usage.of("local", 1)), Reserved.class);
            assertThat(reserved.credits()).isEqualTo(Credits.ZERO);
            assertThat(ledger.accept(capture("r1"), Captured.class).captured()).isEqualTo(Credits.ZERO);
        }

        @Test
        void a_repeat_gets_the_first_answer_even_when_the_credits_are_gone() {
            given(TestPolicies.prepaid(), buy("p1", "5"));
            Reserved first = ledger.accept(reserve("r1", "5"), Reserved.class);
            Reserved repeat = ledger.accept(reserve("r1", "5"), Reserved.class);
            assertThat(repeat).isEqualTo(first);
            ledger.accept(capture("r1"), Captured.class);
            assertThat(ledger.accept(reserve("r1", "5"), Reserved.class).available())
                    .isEqualTo(first.available());
            assertThat(ledger.events()).hasSize(4);
        }

        @Test
        void the_same_run_with_another_request_is_a_conflict() {
            given(TestPolicies.prepaid(), buy("p1", "50"), reserve("r1", "5"));
            ledger.refuse(reserve("r1", "6"), RejectionReason.RUN_CONFLICT);
            ledger.refuse(reserveFor("r1", "5", Duration.ofMinutes(1)), RejectionReason.RUN_CONFLICT);
        }

        @Test
        void a_run_forgotten_long_ago_still_counts_as_a_repeat_where_the_store_has_no_unique_keys() {
            ledger = TestLedger.withoutUniqueKeys(TestPolicies.prepaid());
            ledger.accept(open(), Opened.class);
            ledger.send(buy("p1", "1000"));
            for (int run = 0; run < 70; run++) {
                ledger.accept(reserve("r" + run, "1"), Reserved.class);
                ledger.accept(capture("r" + run), Captured.class);
            }
            int events = ledger.events().size();

            Answer repeat = ledger.send(reserve("r0", "1"));

            assertThat(repeat).isInstanceOf(Answer.Accepted.class);
            assertThat(((Answer.Accepted) repeat).repeated()).isTrue();
            ledger.refuse(reserve("r0", "2"), RejectionReason.RUN_CONFLICT);
            assertThat(ledger.events()).hasSize(events);
        }

        @Test
        void a_run_forgotten_long_ago_still_counts_as_a_repeat() {
            given(TestPolicies.prepaid(), buy("p1", "100"), reserve("r0", "1"), capture("r0"));
            for (int i = 1; i <= 70; i++) {
                ledger.accept(reserve("r" + i, "1"), Reserved.class);
                ledger.accept(capture("r" + i), Captured.class);
            }
            int events = ledger.events().size();
            assertThat(ledger.accept(reserve("r0", "1"), Reserved.class).available())
                    .isEqualTo(credits("99"));
            ledger.refuse(reserve("r0", "2"), RejectionReason.RUN_CONFLICT);
            ledger.refuse(reserve("r0", "99"), RejectionReason.RUN_CONFLICT);
            ledger.accept(capture("r0"), Captured.class);
            assertThat(ledger.events()).hasSize(events);
        }

        @Test
        void paid_only_leaves_unpaid_credits_alone_and_allows_commercial_use() {
            given(TestPolicies.daily(), buy("p1", "5"));
            Reserved paid = ledger.accept(reservePaidOnly("r1", "4"), Reserved.class);
            assertThat(paid.commercialUse()).isTrue();
            assertThat(paid.grants()).extracting(Taken::source).containsExactly(Source.TOP_UP);
            ledger.refuse(reservePaidOnly("r2", "2"), RejectionReason.INSUFFICIENT_CREDITS);
            assertThat(ledger.accept(reserve("r3", "11"), Reserved.class).commercialUse())
                    .isFalse();
        }
    }

    @Nested
    class Capturing {

        @Test
        void of_what_was_reserved() {
            given(TestPolicies.prepaid(), buy("p1", "10"), reserve("r1", "4"));
            Captured captured = ledger.accept(capture("r1"), Captured.class);
            assertThat(captured.captured()).isEqualTo(credits("4"));
            assertThat(captured.returned()).isEqualTo(Credits.ZERO);
            assertThat(captured.available()).isEqualTo(credits("6"));
            assertThat(captured.commercialUse()).isTrue();
        }

        @Test
        void of_less_returns_the_rest_to_the_grants_taken_last() {
            given(TestPolicies.daily(), buy("p1", "10"), reserve("r1", "12"));
            Captured captured = ledger.accept(capture("r1", "9"), Captured.class);
            assertThat(captured.returned()).isEqualTo(credits("3"));
            assertThat(captured.available()).isEqualTo(credits("11"));
            assertThat(ledger.last(CreditsCaptured.class).returned())
                    .extracting(part -> part.grantId().value())
                    .containsExactly("daily:2026-03-01", "purchase:p1");
        }

        @Test
        void of_more_takes_the_rest_from_what_is_available() {
            given(TestPolicies.prepaid(), buy("p1", "10"), reserve("r1", "4"));
            Captured captured = ledger.accept(capture("r1", "9"), Captured.class);
            assertThat(captured.captured()).isEqualTo(credits("9"));
            assertThat(captured.available()).isEqualTo(credits("1"));
        }

        @Test
        void of_more_than_there_is_writes_the_rest_off() {
            given(TestPolicies.prepaid(), buy("p1", "10"), reserve("r1", "4"));
            Captured captured = ledger.accept(capture("r1", "12.5"), Captured.class);
            assertThat(captured.captured()).isEqualTo(credits("10"));
            assertThat(captured.shortfall()).isEqualTo(credits("2.5"));
            assertThat(captured.available()).isEqualTo(Credits.ZERO);
            assertThat(captured.commercialUse()).isFalse();
        }

        @Test
        void of_more_than_there_is_becomes_debt_where_the_policy_says_so() {
            given(TestPolicies.withDebt(), buy("p1", "10"), reserve("r1", "4"));
            Captured captured = ledger.accept(capture("r1", "12.5"), Captured.class);
            assertThat(captured.captured()).isEqualTo(credits("12.5"));
            assertThat(captured.debt()).isEqualTo(credits("2.5"));
            assertThat(captured.available()).isEqualTo(credits("-2.5"));
        }

        @Test
        void after_the_reservation_lapsed_takes_all_from_what_is_available() {
            given(TestPolicies.prepaid(), buy("p1", "10"), reserve("r1", "4"));
            ledger.clock.advance(Duration.ofMinutes(15));
            Captured captured = ledger.accept(capture("r1"), Captured.class);
            assertThat(captured.captured()).isEqualTo(credits("4"));
            assertThat(captured.available()).isEqualTo(credits("6"));
            assertThat(ledger.events()).hasAtLeastOneElementOfType(ReservationExpired.class);
            assertThat(ledger.last(CreditsCaptured.class).reserved()).isEqualTo(Credits.ZERO);
        }

        @Test
        void late_with_nothing_left_is_written_off() {
            given(TestPolicies.prepaid(), buy("p1", "4"), reserve("r1", "4"));
            ledger.clock.advance(Duration.ofMinutes(16));
            ledger.accept(reserve("r2", "3"), Reserved.class);
            Captured captured = ledger.accept(capture("r1"), Captured.class);
            assertThat(captured.captured()).isEqualTo(credits("1"));
            assertThat(captured.shortfall()).isEqualTo(credits("3"));
        }

        @Test
        void splits_the_credits_exactly_over_the_lines() {
            given(
                    TestPolicies.prepaid(),
                    buy("p1", "100"),
                    reserveUsage("r1", Usage.of("sdxl", 1), Usage.of("sdxl", 1), Usage.of("sdxl", 1)));
            Captured captured = ledger.accept(capture("r1", "1"), Captured.class);
            assertThat(captured.lines())
                    .extracting(RunLine::credits)
                    .containsExactly(credits("0.333334"), credits("0.333333"), credits("0.333333"));
        }

        @Test
        void of_a_usage_is_priced_anew() {
            given(TestPolicies.prepaid(), buy("p1", "100"), reserveUsage("r1", Usage.of("flux", 2)));
            Captured captured =
                    ledger.accept(captureUsage("r1", Usage.of("flux", 1), Usage.of("sdxl", 3)), Captured.class);
            assertThat(captured.captured()).isEqualTo(credits("3.5"));
            ledger.refuse(captureUsage("r1", Usage.of("flux", 1)), RejectionReason.RUN_CONFLICT);
        }

        @Test
        void a_repeat_gets_the_first_answer() {
            given(TestPolicies.prepaid(), buy("p1", "10"), reserve("r1", "4"));
            Captured first = ledger.accept(capture("r1", "3"), Captured.class);
            assertThat(ledger.accept(capture("r1", "3"), Captured.class)).isEqualTo(first);
            ledger.refuse(capture("r1"), RejectionReason.RUN_CONFLICT);
        }

        @Test
        void of_an_unknown_refunded_or_released_run_is_refused() {
            given(TestPolicies.prepaid(), buy("p1", "10"), reserve("r1", "1"), reserve("r2", "1"));
            ledger.accept(refund("r1"), RunReturned.class);
            ledger.accept(release("r2"), RunReturned.class);
            ledger.refuse(capture("r1"), RejectionReason.RUN_CONFLICT);
            ledger.refuse(capture("r2"), RejectionReason.RUN_CONFLICT);
            ledger.refuse(capture("r3"), RejectionReason.UNKNOWN_RUN);
        }
    }

    @Nested
    class Refunding {

        @Test
        void of_a_reserved_run_gives_everything_back_to_its_grants() {
            given(TestPolicies.daily(), buy("p1", "10"), reserve("r1", "12"));
            RunReturned returned = ledger.accept(refund("r1", "model-error"), RunReturned.class);
            assertThat(returned.returned()).isEqualTo(credits("12"));
            assertThat(returned.available()).isEqualTo(credits("20"));
            assertThat(ledger.holdings().bySource())
                    .containsEntry(Source.FREE, credits("10"))
                    .containsEntry(Source.TOP_UP, credits("10"));
        }

        @Test
        void of_a_captured_run_reopens_a_grant_that_was_used_up() {
            given(TestPolicies.prepaid(), buy("p1", "10"), reserve("r1", "10"), capture("r1"));
            assertThat(ledger.holdings().grants()).isEmpty();
            assertThat(ledger.accept(refund("r1"), RunReturned.class).returned())
                    .isEqualTo(credits("10"));
            thenAvailable("10");
            assertThat(ledger.accept(reserve("r2", "10"), Reserved.class).commercialUse())
                    .isTrue();
        }

        @Test
        void of_what_was_really_captured_only() {
            given(TestPolicies.prepaid(), buy("p1", "10"), reserve("r1", "6"), capture("r1", "2"));
            assertThat(ledger.accept(refund("r1"), RunReturned.class).returned())
                    .isEqualTo(credits("2"));
            thenAvailable("10");
        }

        @Test
        void to_an_expired_grant_comes_as_a_compensation_of_the_same_kind() {
            given(TestPolicies.daily(), dailyGrant(), reserveFor("r1", "10", Duration.ofDays(2)));
            ledger.clock.moveTo("2026-03-02T08:00:00Z");
            ledger.accept(refund("r1"), RunReturned.class);
            RunFailedRefunded event = ledger.last(RunFailedRefunded.class);
            assertThat(event.returned())
                    .allSatisfy(part -> assertThat(part.fate()).isEqualTo(Fate.EXPIRED));
            assertThat(event.compensations()).hasSize(1);
            NewGrant compensation = event.compensations().get(0);
            assertThat(compensation.source()).isEqualTo(Source.COMPENSATION);
            assertThat(compensation.paid()).isFalse();
            assertThat(compensation.scope().proModels()).isFalse();
            assertThat(compensation.expiresAt()).isEqualTo(Instant.parse("2026-03-04T00:00:00Z"));
            thenAvailable("20");
        }

        @Test
        void ends_with_the_window_of_the_policy() {
            given(TestPolicies.prepaid(), buy("p1", "10"), reserve("r1", "1"), capture("r1"));
            ledger.clock.advance(Duration.ofHours(24));
            ledger.accept(refund("r1"), RunReturned.class);
            ledger.accept(reserve("r2", "1"), Reserved.class);
            ledger.accept(capture("r2"), Captured.class);
            ledger.clock.advance(Duration.ofHours(24).plusNanos(1_000));
            ledger.refuse(refund("r2"), RejectionReason.REFUND_WINDOW_CLOSED);
        }

        @Test
        void a_repeat_gets_the_first_answer_and_another_reason_is_a_conflict() {
            given(TestPolicies.prepaid(), buy("p1", "10"), reserve("r1", "1"));
            RunReturned first = ledger.accept(refund("r1", "timeout"), RunReturned.class);
            assertThat(ledger.accept(refund("r1", "timeout"), RunReturned.class))
                    .isEqualTo(first);
            ledger.refuse(refund("r1", "nsfw"), RejectionReason.RUN_CONFLICT);
        }

        @Test
        void of_a_lapsed_run_returns_nothing_and_stops_a_late_capture() {
            given(TestPolicies.prepaid(), buy("p1", "10"), reserve("r1", "4"));
            ledger.clock.advance(Duration.ofHours(1));
            assertThat(ledger.accept(refund("r1"), RunReturned.class).returned())
                    .isEqualTo(Credits.ZERO);
            thenAvailable("10");
            ledger.refuse(capture("r1"), RejectionReason.RUN_CONFLICT);
        }

        @Test
        void of_a_run_in_debt_cancels_what_is_owed() {
            given(TestPolicies.withDebt(), buy("p1", "5"), reserve("r1", "5"), capture("r1", "8"));
            thenAvailable("-3");
            assertThat(ledger.accept(refund("r1"), RunReturned.class).returned())
                    .isEqualTo(credits("8"));
            thenAvailable("5");
        }

        @Test
        void of_a_run_whose_debt_was_paid_meanwhile_gives_that_back_too() {
            given(TestPolicies.withDebt(), buy("p1", "5"), reserve("r1", "5"), capture("r1", "8"), buy("p2", "4"));
            thenAvailable("1");
            assertThat(ledger.accept(refund("r1"), RunReturned.class).returned())
                    .isEqualTo(credits("8"));
            thenAvailable("9");
        }
    }

    @Nested
    class Releasing {

        @Test
        void gives_everything_back() {
            given(TestPolicies.prepaid(), buy("p1", "10"), reserve("r1", "4"));
            RunReturned first = ledger.accept(release("r1"), RunReturned.class);
            assertThat(first.returned()).isEqualTo(credits("4"));
            assertThat(ledger.accept(release("r1"), RunReturned.class)).isEqualTo(first);
            thenAvailable("10");
        }

        @Test
        void of_a_captured_refunded_or_unknown_run_is_refused() {
            given(TestPolicies.prepaid(), buy("p1", "10"), reserve("r1", "1"), reserve("r2", "1"), capture("r1"));
            ledger.accept(refund("r2"), RunReturned.class);
            ledger.refuse(release("r1"), RejectionReason.RUN_CONFLICT);
            ledger.refuse(release("r2"), RejectionReason.RUN_CONFLICT);
            ledger.refuse(release("r3"), RejectionReason.UNKNOWN_RUN);
        }

        @Test
        void of_a_lapsed_run_stops_a_late_capture() {
            given(TestPolicies.prepaid(), buy("p1", "10"), reserve("r1", "4"));
            ledger.clock.advance(Duration.ofHours(1));
            assertThat(ledger.accept(release("r1"), RunReturned.class).returned())
                    .isEqualTo(Credits.ZERO);
            ledger.refuse(capture("r1"), RejectionReason.RUN_CONFLICT);
        }

        @Test
        void what_returns_to_an_expired_grant_is_breakage() {
            given(
                    TestPolicies.prepaid(),
                    promoteUntil("g1", "5", "2026-03-01T11:00:00Z"),
                    reserveFor("r1", "5", Duration.ofHours(3)));
            ledger.clock.advance(Duration.ofHours(2));
            assertThat(ledger.accept(release("r1"), RunReturned.class).returned())
                    .isEqualTo(Credits.ZERO);
            assertThat(ledger.last(ReservationReleased.class).effect().expired())
                    .isEqualTo(credits("5"));
        }
    }

    @Nested
    class Debt {

        @Test
        void stops_every_run_that_costs_anything() {
            given(TestPolicies.withDebt(), buy("p1", "1"), reserve("r1", "1"), capture("r1", "2"));
            ledger.refuse(reserve("r2", "0.000001"), RejectionReason.INSUFFICIENT_CREDITS);
            ledger.accept(reserveUsage("r3", Usage.of("local", 1)), Reserved.class);
        }

        @Test
        void is_paid_first_by_new_credits() {
            given(TestPolicies.withDebt(), buy("p1", "1"), reserve("r1", "1"), capture("r1", "6"));
            ledger.accept(promote("g1", "3"), Granted.class);
            assertThat(ledger.last(CreditsGranted.class).debtPaid()).isEqualTo(credits("3"));
            thenAvailable("-2");
            ledger.accept(buy("p2", "10"), Purchased.class);
            thenAvailable("8");
            ledger.accept(reserve("r2", "8"), Reserved.class);
        }

        @Test
        void is_paid_by_credits_that_come_back() {
            given(TestPolicies.withDebt(), buy("p1", "10"), reserve("r1", "4"), reserve("r2", "6"), capture("r1", "7"));
            thenAvailable("-3");
            ledger.accept(release("r2"), RunReturned.class);
            thenAvailable("3");
            ledger.accept(reserve("r3", "3"), Reserved.class);
        }

        @Test
        void stops_daily_credits() {
            given(TestPolicies.dailyWithDebt(), dailyGrant(), reserve("r1", "10"), capture("r1", "11"));
            ledger.clock.advance(Duration.ofDays(1));
            assertThat(ledger.accept(dailyGrant(), DailyGrant.class).issued()).isFalse();
            ledger.accept(buy("p1", "1"), Purchased.class);
            assertThat(ledger.accept(dailyGrant(), DailyGrant.class).issued()).isTrue();
        }
    }

    @Nested
    class Expiry {

        @Test
        void a_reservation_lapses_by_itself_and_gives_its_credits_back() {
            given(TestPolicies.prepaid(), buy("p1", "10"), reserve("r1", "4"));
            ledger.clock.advance(Duration.ofMinutes(15).minusNanos(1_000));
            thenAvailable("6");
            ledger.clock.advance(Duration.ofNanos(1_000));
            thenAvailable("10");
            assertThat(ledger.accept(bookDue(), DueBooked.class).events()).isEqualTo(1);
            assertThat(ledger.accept(bookDue(), DueBooked.class).events()).isZero();
        }

        @Test
        void a_refusal_does_not_book_what_has_fallen_due() {
            given(TestPolicies.daily(), reserve("r1", "4"));
            ledger.clock.advance(Duration.ofDays(3));
            ledger.refuse(reserve("r2", "11"), RejectionReason.INSUFFICIENT_CREDITS);
        }

        @Test
        void time_never_goes_back_within_an_account() {
            given(TestPolicies.prepaid(), buy("p1", "10"));
            Instant before = ledger.clock.instant();
            ledger.clock.advance(Duration.ofHours(-1));
            ledger.accept(reserve("r1", "4"), Reserved.class);
            assertThat(ledger.events().get(2).at()).isEqualTo(before);
        }
    }

    @Nested
    class Closing {

        @Test
        void ends_new_runs_and_new_credits_but_lets_open_runs_finish() {
            given(TestPolicies.daily(), buy("p1", "10"), reserve("r1", "4"), reserve("r2", "4"), closeAccount());
            ledger.refuse(reserve("r3", "1"), RejectionReason.ACCOUNT_CLOSED);
            ledger.refuse(buy("p2", "1"), RejectionReason.ACCOUNT_CLOSED);
            ledger.refuse(promote("g1", "1"), RejectionReason.ACCOUNT_CLOSED);
            ledger.refuse(dailyGrant(), RejectionReason.ACCOUNT_CLOSED);
            ledger.refuse(open(), RejectionReason.ACCOUNT_CLOSED);
            ledger.accept(capture("r1"), Captured.class);
            ledger.accept(refund("r2"), RunReturned.class);
            int events = ledger.events().size();
            assertThat(ledger.send(closeAccount())).isInstanceOf(Answer.Accepted.class);
            assertThat(ledger.events()).hasSize(events);
        }

        @Test
        void a_repeat_of_an_accepted_run_is_answered_as_before() {
            given(TestPolicies.prepaid(), buy("p1", "10"), reserve("r1", "4"), closeAccount());
            assertThat(ledger.accept(reserve("r1", "4"), Reserved.class).credits())
                    .isEqualTo(credits("4"));
        }
    }
}
