package io.runledger.command.account;

import static io.runledger.command.account.Requests.*;
import static io.runledger.command.account.TestLedger.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.api.AccountCommand;
import io.runledger.api.AccountCommand.ShowAccount;
import io.runledger.api.AccountEvent;
import io.runledger.api.AccountEvent.AccountClosed;
import io.runledger.api.Answer;
import io.runledger.api.BillingPeriod;
import io.runledger.api.Credits;
import io.runledger.api.GrantEvent.CreditsRolledOver;
import io.runledger.api.GrantEvent.DailyGrantIssued;
import io.runledger.api.GrantEvent.GrantExpired;
import io.runledger.api.Outcome.Opened;
import io.runledger.api.Outcome.Standing;
import io.runledger.api.RejectionReason;
import io.runledger.api.Remedy;
import io.runledger.api.RunEvent.RunFailedRefunded;
import io.runledger.api.Source;
import io.runledger.api.Subscription.State;
import io.runledger.api.SubscriptionEvent.SubscriptionCreditsGranted;
import io.runledger.api.SubscriptionEvent.SubscriptionEnded;
import io.runledger.api.SubscriptionView;
import io.runledger.api.Usage;
import io.runledger.api.policy.Policy;
import io.runledger.command.TestPolicies;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Accounts are opened on 1 March 2026 at 10:00 UTC, with the ten free credits of that day. */
class SubscriptionTest {

    private TestLedger ledger;

    @AfterEach
    void stop() {
        ledger.close();
    }

    private void given(AccountCommand... commands) {
        given(TestPolicies.subscriptions(), "2026-03-01T10:00:00Z", commands);
    }

    private void given(Policy policy, String now, AccountCommand... commands) {
        ledger = new TestLedger(policy);
        ledger.clock.moveTo(now);
        ledger.accept(open(), Opened.class);
        for (AccountCommand command : commands) {
            when(command);
        }
    }

    private void when(AccountCommand command) {
        assertThat(ledger.send(command)).as(command.toString()).isInstanceOf(Answer.Accepted.class);
    }

    private void at(String instant) {
        ledger.clock.moveTo(instant);
    }

    private Standing standing() {
        return ledger.accept(new ShowAccount(ACCOUNT), Standing.class);
    }

    private SubscriptionView subscription() {
        return Objects.requireNonNull(standing().subscription());
    }

    private void thenHas(Source source, String credits) {
        assertThat(standing().bySource()).containsEntry(source, Credits.of(credits));
    }

    private <E extends AccountEvent> List<E> events(Class<E> type) {
        return ledger.events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Nested
    class Starting {

        @Test
        void the_first_month_is_there_at_once_beside_the_free_credits_of_the_day() {
            given(subscribe("s1", "basic"));
            thenHas(Source.SUBSCRIPTION, "100");
            given(dailyGrant(), subscribe("s1", "basic"));
            thenHas(Source.FREE, "10");
            thenHas(Source.SUBSCRIPTION, "100");
            assertThat(subscription().plan()).isEqualTo("basic");
            assertThat(subscription().renewsAt()).isEqualTo("2026-04-01T10:00:00Z");
            assertThat(subscription().nextCreditsAt()).isEqualTo("2026-04-01T10:00:00Z");
        }

        @Test
        void a_repeat_changes_nothing_and_other_values_are_refused() {
            given(subscribe("s1", "basic"));
            int events = ledger.events().size();
            assertThat(((Answer.Accepted) ledger.send(subscribe("s1", "basic"))).repeated())
                    .isTrue();
            assertThat(ledger.events()).hasSize(events);
            ledger.refuse(subscribe("s1", "plus"), RejectionReason.ID_CONFLICT);
        }

        @Test
        void there_is_one_at_a_time() {
            given(subscribe("s1", "basic"));
            ledger.refuse(subscribe("s2", "plus"), RejectionReason.ALREADY_SUBSCRIBED);
        }

        @Test
        void a_plan_has_to_be_one_of_the_policys() {
            given();
            assertThat(ledger.refuse(subscribe("s1", "gold"), RejectionReason.UNKNOWN_PLAN)
                            .detail())
                    .contains("basic", "saver");
        }

        @Test
        void one_that_began_before_has_its_months_since_then() {
            given(subscribeSince("s1", "basic", "2026-02-15T08:00:00Z"));
            assertThat(subscription().renewsAt()).isEqualTo("2026-03-15T08:00:00Z");
        }

        @Test
        void it_can_begin_neither_ahead_nor_with_a_period_that_is_over() {
            given();
            ledger.refuse(subscribeSince("s1", "basic", "2026-03-01T10:00:01Z"), RejectionReason.SUBSCRIPTION_CONFLICT);
            ledger.refuse(subscribeSince("s1", "basic", "2026-02-01T10:00:00Z"), RejectionReason.SUBSCRIPTION_CONFLICT);
        }

        @Test
        void its_credits_pay_a_debt_first() {
            given(buy("p", "5"), reservePaidOnly("r", "5"), capture("r", "35"), subscribe("s1", "basic"));
            assertThat(standing().debt()).isEqualTo(Credits.ZERO);
            assertThat(events(SubscriptionCreditsGranted.class).get(0).debtPaid())
                    .isEqualTo(Credits.of("30"));
            thenHas(Source.SUBSCRIPTION, "70");
        }

        @Test
        void all_its_months_have_to_fit_into_what_an_account_may_ever_be_granted() {
            given();
            for (int i = 0; i < 8; i++) {
                when(buy("p" + i, "1000000000"));
            }
            when(buy("last", "999998900"));
            ledger.refuse(subscribe("s1", "basic", BillingPeriod.YEARLY), RejectionReason.LIMIT_EXCEEDED);
            when(subscribe("s1", "basic", BillingPeriod.MONTHLY));
        }

        @Test
        void a_closed_account_can_not_subscribe() {
            given(closeAccount());
            ledger.refuse(subscribe("s1", "basic"), RejectionReason.ACCOUNT_CLOSED);
        }
    }

    @Nested
    class Months {

        @Test
        void within_a_quarter_they_come_one_by_one_and_what_is_left_of_each_expires() {
            given(subscribe("s1", "basic", BillingPeriod.QUARTERLY), reserve("r", "40"), capture("r"));
            at("2026-04-01T09:59:59Z");
            thenHas(Source.SUBSCRIPTION, "70");
            at("2026-04-01T10:00:00Z");
            thenHas(Source.SUBSCRIPTION, "100");
            when(bookDue());
            at("2026-05-20T00:00:00Z");
            when(bookDue());
            thenHas(Source.SUBSCRIPTION, "100");
            assertThat(events(SubscriptionCreditsGranted.class))
                    .extracting(SubscriptionCreditsGranted::month)
                    .containsExactly(0, 1, 2);
            assertThat(events(GrantExpired.class))
                    .extracting(GrantExpired::expiredAt)
                    .contains(Instant.parse("2026-04-01T10:00:00Z"), Instant.parse("2026-05-01T10:00:00Z"));
        }

        @Test
        void an_account_that_nobody_touched_books_them_one_by_one() {
            given(subscribe("s1", "basic", BillingPeriod.YEARLY));
            at("2026-08-10T00:00:00Z");
            when(bookDue());
            assertThat(events(SubscriptionCreditsGranted.class)).hasSize(6);
            assertThat(events(GrantExpired.class)).hasSize(5 + 1);
            thenHas(Source.SUBSCRIPTION, "100");
        }

        @Test
        void a_year_has_twelve_of_them() {
            given(subscribe("s1", "basic", BillingPeriod.YEARLY));
            at("2027-02-28T00:00:00Z");
            when(bookDue());
            assertThat(events(SubscriptionCreditsGranted.class)).hasSize(12);
            at("2027-03-01T10:00:00Z");
            when(bookDue());
            assertThat(events(SubscriptionCreditsGranted.class)).hasSize(12);
            assertThat(subscription().state()).isEqualTo(State.LAPSED);
        }

        @Test
        void what_began_on_a_31st_begins_on_the_last_day_of_shorter_months() {
            given(TestPolicies.subscriptions(), "2027-10-31T12:00:00Z", subscribe("s1", "basic", BillingPeriod.YEARLY));
            at("2028-04-01T00:00:00Z");
            when(bookDue());
            assertThat(events(SubscriptionCreditsGranted.class))
                    .extracting(SubscriptionCreditsGranted::expiresAt)
                    .containsExactly(
                            Instant.parse("2027-11-30T12:00:00Z"),
                            Instant.parse("2027-12-31T12:00:00Z"),
                            Instant.parse("2028-01-31T12:00:00Z"),
                            Instant.parse("2028-02-29T12:00:00Z"),
                            Instant.parse("2028-03-31T12:00:00Z"),
                            Instant.parse("2028-04-30T12:00:00Z"));
        }

        @Test
        void they_begin_at_the_same_time_of_day_in_the_policys_zone_when_the_clocks_change() {
            given(
                    TestPolicies.subscriptionsIn(ZoneId.of("America/New_York")),
                    "2026-02-08T07:30:00Z",
                    subscribe("s1", "basic", BillingPeriod.QUARTERLY));
            assertThat(subscription().nextCreditsAt())
                    .as("02:30 doesn't exist on 8 March, so 03:30 it is")
                    .isEqualTo("2026-03-08T07:30:00Z");
            at("2026-03-09T00:00:00Z");
            assertThat(subscription().nextCreditsAt())
                    .as("02:30 again, now in summer time")
                    .isEqualTo("2026-04-08T06:30:00Z");
        }

        @Test
        void a_yearly_plan_of_29_february_renews_on_the_28th() {
            given(TestPolicies.subscriptions(), "2028-02-29T00:00:00Z", subscribe("s1", "basic", BillingPeriod.YEARLY));
            assertThat(subscription().renewsAt()).isEqualTo("2029-02-28T00:00:00Z");
        }
    }

    @Nested
    class Renewing {

        @Test
        void before_the_month_is_over_it_changes_nothing_until_then() {
            given(subscribe("s1", "basic"), reserve("r", "50"), capture("r"), renew("s1", "i1"));
            thenHas(Source.SUBSCRIPTION, "60");
            at("2026-04-01T10:00:00Z");
            thenHas(Source.SUBSCRIPTION, "100");
            assertThat(subscription().renewsAt()).isEqualTo("2026-05-01T10:00:00Z");
        }

        @Test
        void a_repeat_pays_nothing_more() {
            given(subscribe("s1", "basic"), renew("s1", "i1"), renew("s1", "i1"));
            assertThat(subscription().renewsAt()).isEqualTo("2026-05-01T10:00:00Z");
        }

        @Test
        void a_payment_that_comes_late_takes_a_lapsed_one_up_again_on_its_own_calendar() {
            given(subscribe("s1", "basic"));
            at("2026-04-03T00:00:00Z");
            when(bookDue());
            assertThat(subscription().state()).isEqualTo(State.LAPSED);
            when(renew("s1", "i1"));
            assertThat(subscription().state()).isEqualTo(State.ACTIVE);
            assertThat(subscription().renewsAt()).isEqualTo("2026-05-01T10:00:00Z");
            thenHas(Source.SUBSCRIPTION, "100");
        }

        @Test
        void a_payment_for_a_period_that_is_over_is_refused() {
            given(subscribe("s1", "basic"));
            at("2026-05-01T10:00:00Z");
            ledger.refuse(renew("s1", "i1"), RejectionReason.SUBSCRIPTION_CONFLICT);
        }

        @Test
        void only_the_subscription_there_is_can_be_renewed() {
            given();
            ledger.refuse(renew("s1", "i1"), RejectionReason.UNKNOWN_SUBSCRIPTION);
            when(subscribe("s1", "basic"));
            ledger.refuse(renew("s2", "i1"), RejectionReason.UNKNOWN_SUBSCRIPTION);
            when(stopSubscription("s1"));
            ledger.refuse(renew("s1", "i1"), RejectionReason.UNKNOWN_SUBSCRIPTION);
        }

        @Test
        void three_years_ahead_are_enough() {
            given(subscribe("s1", "basic", BillingPeriod.YEARLY), renew("s1", "i1"), renew("s1", "i2"));
            ledger.refuse(renew("s1", "i3"), RejectionReason.LIMIT_EXCEEDED);
        }
    }

    @Nested
    class RollingOver {

        @Test
        void all_that_is_left_goes_into_the_next_month() {
            given(subscribe("s1", "keeper", BillingPeriod.QUARTERLY), reserve("r", "30"), capture("r"));
            at("2026-04-01T10:00:00Z");
            thenHas(Source.SUBSCRIPTION, "80");
            at("2026-05-01T10:00:00Z");
            thenHas(Source.SUBSCRIPTION, "130");
            at("2026-06-01T10:00:00Z");
            when(bookDue());
            thenHas(Source.SUBSCRIPTION, "0");
        }

        @Test
        void at_most_what_the_plan_allows() {
            given(subscribe("s1", "saver", BillingPeriod.QUARTERLY));
            at("2026-04-01T10:00:00Z");
            thenHas(Source.SUBSCRIPTION, "70");
            when(bookDue());
            CreditsRolledOver rolled = events(CreditsRolledOver.class).get(0);
            assertThat(rolled.credits()).isEqualTo(Credits.of("30"));
            assertThat(rolled.expired()).isEqualTo(Credits.of("10"));
            at("2026-05-01T10:00:00Z");
            thenHas(Source.SUBSCRIPTION, "70");
        }

        @Test
        void what_a_run_holds_meanwhile_comes_back_into_the_new_month() {
            given(subscribe("s1", "keeper", BillingPeriod.QUARTERLY));
            at("2026-04-01T09:55:00Z");
            when(reserve("r", "50"));
            at("2026-04-01T10:05:00Z");
            when(release("r"));
            thenHas(Source.SUBSCRIPTION, "100");
        }

        @Test
        void it_waits_for_a_payment_that_comes_within_the_grace() {
            given(subscribe("s1", "saver"));
            at("2026-04-03T00:00:00Z");
            when(bookDue());
            thenHas(Source.SUBSCRIPTION, "40");
            when(renew("s1", "i1"));
            thenHas(Source.SUBSCRIPTION, "70");
            assertThat(subscription().renewsAt()).isEqualTo("2026-05-01T10:00:00Z");
        }

        @Test
        void it_is_gone_when_none_comes() {
            given(subscribe("s1", "saver"));
            at("2026-04-04T10:00:00Z");
            when(bookDue());
            thenHas(Source.SUBSCRIPTION, "0");
            assertThat(events(SubscriptionEnded.class).get(0).endedAt()).isEqualTo("2026-04-04T10:00:00Z");
        }

        @Test
        void it_does_not_wait_when_it_was_cancelled() {
            given(subscribe("s1", "saver"), cancelSubscription());
            at("2026-04-01T10:00:00Z");
            when(bookDue());
            thenHas(Source.SUBSCRIPTION, "0");
            assertThat(subscription().state()).isEqualTo(State.ENDED);
        }
    }

    @Nested
    class Lapsing {

        @Test
        void subscription_credits_expire_and_top_ups_stay() {
            given(subscribe("s1", "basic"), buy("p", "50"));
            at("2026-04-01T10:00:00Z");
            when(bookDue());
            thenHas(Source.SUBSCRIPTION, "0");
            thenHas(Source.TOP_UP, "50");
            assertThat(subscription().state()).isEqualTo(State.LAPSED);
        }

        @Test
        void free_credits_come_again_on_the_same_day_and_none_while_it_lasted() {
            given(subscribe("s1", "basic"));
            at("2026-03-15T10:00:00Z");
            when(bookDue());
            assertThat(events(DailyGrantIssued.class)).hasSizeLessThanOrEqualTo(1);
            at("2026-04-01T10:00:00Z");
            thenHas(Source.FREE, "10");
        }

        @Test
        void pro_models_need_a_plan_whoever_pays() {
            given(buy("p", "50"));
            assertThat(ledger.refuse(reserveUsage("r1", Usage.of("flux-pro", 1)), RejectionReason.PLAN_REQUIRED)
                            .detail())
                    .contains("flux-pro");
            when(reserveUsage("r2", Usage.of("flux", 1)));
            when(subscribe("s1", "basic"));
            when(reserveUsage("r1", Usage.of("flux-pro", 1)));
            at("2026-04-01T10:00:00Z");
            ledger.refuse(reserveUsage("r3", Usage.of("flux-pro", 1)), RejectionReason.PLAN_REQUIRED);
        }

        @Test
        void a_run_that_fails_after_its_month_is_made_good() {
            given(subscribe("s1", "basic"));
            at("2026-04-01T09:55:00Z");
            when(reserve("r", "100"));
            at("2026-04-01T10:05:00Z");
            when(refund("r"));
            assertThat(ledger.last(RunFailedRefunded.class).compensations())
                    .singleElement()
                    .satisfies(grant -> {
                        assertThat(grant.paid()).isTrue();
                        assertThat(grant.credits()).isEqualTo(Credits.of("100"));
                    });
        }

        @Test
        void another_one_can_begin() {
            given(subscribe("s1", "basic"));
            at("2026-04-10T10:00:00Z");
            when(subscribe("s2", "plus"));
            thenHas(Source.SUBSCRIPTION, "300");
            assertThat(subscription().renewsAt()).isEqualTo("2026-05-10T10:00:00Z");
        }
    }

    @Nested
    class ChangingPlan {

        @Test
        void more_credits_begin_at_once_with_the_difference() {
            given(subscribe("s1", "basic"), reserve("r", "40"), capture("r"));
            at("2026-03-20T00:00:00Z");
            when(changePlan("c1", "plus"));
            thenHas(Source.SUBSCRIPTION, "270");
            assertThat(subscription().plan()).isEqualTo("plus");
            at("2026-04-01T10:00:00Z");
            thenHas(Source.SUBSCRIPTION, "0");
        }

        @Test
        void fewer_begin_with_the_next_payment() {
            given(subscribe("s1", "plus"), changePlan("c1", "basic"));
            assertThat(subscription().plan()).isEqualTo("plus");
            assertThat(subscription().nextPlan()).isEqualTo("basic");
            thenHas(Source.SUBSCRIPTION, "300");
            when(renew("s1", "i1"));
            assertThat(subscription().plan()).isEqualTo("plus");
            at("2026-04-01T10:00:00Z");
            thenHas(Source.SUBSCRIPTION, "100");
            assertThat(subscription().plan()).isEqualTo("basic");
            assertThat(subscription().nextPlan()).isNull();
        }

        @Test
        void another_period_begins_with_the_next_payment() {
            given(subscribe("s1", "basic"), changePlan("c1", "plus", BillingPeriod.YEARLY), renew("s1", "i1"));
            assertThat(subscription().renewsAt()).isEqualTo("2027-04-01T10:00:00Z");
            thenHas(Source.SUBSCRIPTION, "100");
            at("2026-04-01T10:00:00Z");
            thenHas(Source.SUBSCRIPTION, "300");
        }

        @Test
        void up_and_down_and_up_again_brings_the_difference_once() {
            given(
                    subscribe("s1", "basic"),
                    changePlan("c1", "plus"),
                    changePlan("c2", "basic"),
                    changePlan("c3", "plus"));
            thenHas(Source.SUBSCRIPTION, "300");
            assertThat(subscription().nextPlan()).isNull();
        }

        @Test
        void a_repeat_changes_nothing_even_when_it_comes_late() {
            given(
                    subscribe("s1", "basic"),
                    changePlan("c1", "plus"),
                    changePlan("c2", "basic"),
                    changePlan("c1", "plus"));
            assertThat(subscription().nextPlan()).isEqualTo("basic");
        }

        @Test
        void what_is_paid_for_already_can_not_be_changed() {
            given(subscribe("s1", "plus"), changePlan("c1", "basic"), renew("s1", "i1"));
            ledger.refuse(changePlan("c2", "keeper"), RejectionReason.SUBSCRIPTION_CONFLICT);
        }

        @Test
        void it_needs_a_subscription() {
            given();
            ledger.refuse(changePlan("c1", "plus"), RejectionReason.UNKNOWN_SUBSCRIPTION);
        }
    }

    @Nested
    class Cancelling {

        @Test
        void it_goes_on_until_the_paid_time_is_over() {
            given(subscribe("s1", "basic", BillingPeriod.QUARTERLY), cancelSubscription(), cancelSubscription());
            assertThat(subscription().state()).isEqualTo(State.CANCELLED);
            assertThat(subscription().endsAt()).isEqualTo("2026-06-01T10:00:00Z");
            assertThat(subscription().renewsAt()).isNull();
            at("2026-05-15T00:00:00Z");
            thenHas(Source.SUBSCRIPTION, "100");
            assertThat(subscription().nextCreditsAt()).isNull();
            at("2026-06-01T10:00:00Z");
            when(bookDue());
            thenHas(Source.FREE, "10");
            assertThat(subscription().state()).isEqualTo(State.ENDED);
        }

        @Test
        void a_beginning_that_is_heard_of_months_later_counts_and_what_was_paid_after_it() {
            given();
            ledger.clock.moveTo("2026-05-10T10:00:00Z");
            ledger.refuse(subscribeSince("s1", "basic", "2026-03-01T10:00:00Z"), RejectionReason.SUBSCRIPTION_CONFLICT);
            when(subscribeLate("s1", "basic", "2026-03-01T10:00:00Z"));
            assertThat(ledger.holdings().isSubscribed()).isFalse();
            assertThat(ledger.holdings().bySource().get(Source.SUBSCRIPTION)).isEqualTo(Credits.ZERO);
            when(renewLate("s1", "i1"));
            when(renewLate("s1", "i2"));
            assertThat(ledger.holdings().isSubscribed()).isTrue();
            assertThat(ledger.holdings().bySource().get(Source.SUBSCRIPTION)).isEqualTo(Credits.of("100"));
        }

        @Test
        void payments_that_are_heard_of_months_later_bring_their_months_one_by_one() {
            given(subscribe("s1", "basic"));
            ledger.clock.moveTo("2026-05-10T10:00:00Z");
            ledger.refuse(renew("s1", "i1"), RejectionReason.SUBSCRIPTION_CONFLICT);
            when(renewLate("s1", "i1"));
            when(renewLate("s1", "i2"));
            assertThat(ledger.holdings().isSubscribed()).isTrue();
            assertThat(ledger.holdings().subscription().orElseThrow().paidUntil())
                    .isEqualTo("2026-06-01T10:00:00Z");
            assertThat(ledger.holdings().bySource().get(Source.SUBSCRIPTION)).isEqualTo(Credits.of("100"));
        }

        @Test
        void within_the_days_of_grace_it_ends_at_once_and_a_repeat_finds_it_ended() {
            given(subscribe("s1", "saver"));
            ledger.clock.moveTo("2026-04-02T10:00:00Z");
            when(cancelSubscription());
            int events = ledger.events().size();
            when(cancelSubscription());
            assertThat(ledger.events()).hasSize(events);
        }

        @Test
        void asking_for_the_plan_again_takes_it_back() {
            given(subscribe("s1", "basic"), cancelSubscription(), changePlan("c1", "basic"));
            assertThat(subscription().state()).isEqualTo(State.ACTIVE);
        }

        @Test
        void it_needs_a_subscription() {
            given();
            ledger.refuse(cancelSubscription(), RejectionReason.UNKNOWN_SUBSCRIPTION);
        }
    }

    @Nested
    class Stopping {

        @Test
        void what_is_left_of_its_credits_expires_now_and_free_credits_come_again() {
            given(subscribe("s1", "basic"), buy("p", "7"));
            at("2026-03-02T00:00:00Z");
            when(stopSubscription("s1"));
            thenHas(Source.SUBSCRIPTION, "0");
            thenHas(Source.TOP_UP, "7");
            thenHas(Source.FREE, "10");
            int events = ledger.events().size();
            when(stopSubscription("s1"));
            assertThat(ledger.events()).hasSize(events);
        }

        @Test
        void what_a_run_holds_is_breakage_when_it_comes_back() {
            given(subscribe("s1", "basic"), reserve("r", "110"), stopSubscription("s1"), release("r"));
            thenHas(Source.SUBSCRIPTION, "0");
        }

        @Test
        void closing_the_account_stops_it() {
            given(subscribe("s1", "basic", BillingPeriod.YEARLY), closeAccount());
            assertThat(ledger.last(AccountClosed.class).available()).isEqualTo(Credits.of("10"));
            at("2026-04-02T00:00:00Z");
            when(bookDue());
            assertThat(events(SubscriptionCreditsGranted.class)).hasSize(1);
        }

        @Test
        void only_the_subscription_there_is_can_be_stopped() {
            given(subscribe("s1", "basic"));
            ledger.refuse(stopSubscription("s2"), RejectionReason.UNKNOWN_SUBSCRIPTION);
        }
    }

    @Nested
    class Helping {

        @Test
        void a_refusal_names_the_next_month_the_purchases_and_the_plans_that_would_do() {
            given(subscribe("s1", "basic"));
            Remedy remedy =
                    Objects.requireNonNull(ledger.refuse(reserve("r", "150"), RejectionReason.INSUFFICIENT_CREDITS)
                            .remedy());
            assertThat(remedy.nextCreditsAt()).isEqualTo("2026-04-01T10:00:00Z");
            assertThat(remedy.purchases())
                    .extracting(Remedy.Purchase::packageId)
                    .containsExactly("for-subscribers", "small", "large");
            assertThat(remedy.plans()).containsExactly(new Remedy.Upgrade("plus", Credits.of("300")));
        }

        @Test
        void without_a_plan_the_free_credits_come_tomorrow() {
            given();
            Remedy remedy =
                    Objects.requireNonNull(ledger.refuse(reserve("r", "60"), RejectionReason.INSUFFICIENT_CREDITS)
                            .remedy());
            assertThat(remedy.nextCreditsAt()).isEqualTo("2026-03-02T00:00:00Z");
            assertThat(remedy.plans()).extracting(Remedy.Upgrade::planId).containsExactly("keeper", "basic", "plus");
        }
    }
}
