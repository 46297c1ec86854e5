package io.runledger.command.account;

import static io.runledger.command.account.Requests.*;
import static io.runledger.command.account.TestLedger.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.api.AccountCommand;
import io.runledger.api.Answer;
import io.runledger.api.BudgetPeriod;
import io.runledger.api.Credits;
import io.runledger.api.MemberCommand.ShowMemberBudget;
import io.runledger.api.Outcome.MemberBudget;
import io.runledger.api.Outcome.Opened;
import io.runledger.api.RejectionReason;
import io.runledger.command.TestPolicies;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The account has 1,000 credits; it is Sunday, 1 March 2026, 10:00. */
class BudgetTest {

    private TestLedger ledger;

    @AfterEach
    void stop() {
        ledger.close();
    }

    private void given(AccountCommand... commands) {
        ledger = new TestLedger(TestPolicies.withDebt());
        ledger.accept(open(), Opened.class);
        when(buy("p", "1000"));
        for (AccountCommand command : commands) {
            when(command);
        }
    }

    private void when(AccountCommand command) {
        assertThat(ledger.send(command)).as(command.toString()).isInstanceOf(Answer.Accepted.class);
    }

    private MemberBudget budgetOf(String member) {
        return ledger.accept(new ShowMemberBudget(ACCOUNT, member), MemberBudget.class);
    }

    @Test
    void a_run_beyond_it_is_refused_and_says_what_is_left_and_when_it_resets() {
        given(budget("mia", "10", BudgetPeriod.DAY), reserveBy("mia", "r1", "7"));
        Answer.Refused refused = ledger.refuse(reserveBy("mia", "r2", "4"), RejectionReason.BUDGET_EXCEEDED);
        assertThat(refused.figures())
                .containsEntry("remaining", Credits.of("3"))
                .containsEntry("required", Credits.of("4"));
        assertThat(Objects.requireNonNull(refused.remedy()).resetsAt()).isEqualTo("2026-03-02T00:00:00Z");
        when(reserveBy("mia", "r2", "3"));
        when(reserveBy("ben", "r3", "400"));
        when(reserve("r4", "400"));
    }

    @Test
    void what_comes_back_can_be_spent_again() {
        given(
                budget("mia", "10", BudgetPeriod.DAY),
                reserveBy("mia", "released", "1"),
                release("released"),
                reserveBy("mia", "less", "4"),
                capture("less", "1"),
                reserveBy("mia", "failed", "3"),
                refund("failed"),
                reserveBy("mia", "refunded", "5"),
                capture("refunded"),
                refund("refunded"));
        assertThat(budgetOf("mia").spent()).isEqualTo(Credits.of("1"));
    }

    @Test
    void a_capture_beyond_the_reservation_counts_and_may_go_beyond_the_budget() {
        given(budget("mia", "10", BudgetPeriod.DAY), reserveBy("mia", "r1", "8"), capture("r1", "25"));
        assertThat(budgetOf("mia").spent()).isEqualTo(Credits.of("25"));
        assertThat(budgetOf("mia").remaining()).isEqualTo(Credits.ZERO);
    }

    @Test
    void a_lapsed_reservation_comes_back_before_anyone_books_it() {
        given(budget("mia", "10", BudgetPeriod.MONTH), reserveBy("mia", "r1", "10"));
        ledger.clock.advance(Duration.ofMinutes(20));
        assertThat(budgetOf("mia").spent()).isEqualTo(Credits.ZERO);
        when(reserveBy("mia", "r2", "10"));
    }

    @Test
    void it_begins_anew_each_day_week_or_month() {
        given(
                budget("mia", "10", BudgetPeriod.DAY),
                budget("ben", "10", BudgetPeriod.WEEK),
                budget("eve", "10", BudgetPeriod.MONTH));
        for (String member : new String[] {"mia", "ben", "eve"}) {
            when(reserveBy(member, "first-" + member, "10"));
            when(capture("first-" + member));
        }
        ledger.clock.moveTo("2026-03-02T00:00:00Z");
        when(reserveBy("mia", "r1", "10"));
        when(reserveBy("ben", "r2", "10"));
        ledger.refuse(reserveBy("eve", "r3", "1"), RejectionReason.BUDGET_EXCEEDED);
        assertThat(budgetOf("ben").resetsAt()).isEqualTo("2026-03-09T00:00:00Z");
        ledger.clock.moveTo("2026-04-01T00:00:00Z");
        when(reserveBy("eve", "r3", "10"));
    }

    @Test
    void its_days_are_those_of_the_policys_zone() {
        ledger = new TestLedger(TestPolicies.subscriptionsIn(ZoneId.of("Asia/Tokyo")));
        when(open());
        when(budget("mia", "5", BudgetPeriod.DAY));
        assertThat(budgetOf("mia").resetsAt()).isEqualTo("2026-03-01T15:00:00Z");
    }

    @Test
    void a_refund_of_an_earlier_day_never_makes_a_day_larger_than_its_budget() {
        given(budget("mia", "10", BudgetPeriod.DAY), reserveBy("mia", "r1", "10"), capture("r1"));
        ledger.clock.moveTo("2026-03-02T08:00:00Z");
        when(refund("r1"));
        assertThat(budgetOf("mia").remaining()).isEqualTo(Credits.of("10"));
    }

    @Test
    void an_operator_raises_it_for_the_period_that_runs_once_however_often_asked() {
        given(
                budget("mia", "10", BudgetPeriod.DAY),
                raiseBudget("x", "mia", "5"),
                raiseBudget("x", "mia", "5"),
                reserveBy("mia", "r1", "15"));
        ledger.refuse(raiseBudget("x", "mia", "6"), RejectionReason.ID_CONFLICT);
        ledger.refuse(reserveBy("mia", "r2", "1"), RejectionReason.BUDGET_EXCEEDED);
        ledger.clock.moveTo("2026-03-02T00:00:00Z");
        assertThat(budgetOf("mia").remaining()).isEqualTo(Credits.of("10"));
    }

    @Test
    void another_amount_keeps_what_is_spent_and_another_period_begins_anew() {
        given(budget("mia", "10", BudgetPeriod.DAY), reserveBy("mia", "r1", "6"), budget("mia", "8", BudgetPeriod.DAY));
        assertThat(budgetOf("mia").remaining()).isEqualTo(Credits.of("2"));
        when(budget("mia", "8", BudgetPeriod.MONTH));
        assertThat(budgetOf("mia").remaining()).isEqualTo(Credits.of("8"));
    }

    @Test
    void the_same_again_changes_nothing() {
        given(budget("mia", "10", BudgetPeriod.DAY));
        int events = ledger.events().size();
        when(budget("mia", "10", BudgetPeriod.DAY));
        assertThat(ledger.events()).hasSize(events);
        when(removeBudget("mia"));
        when(removeBudget("mia"));
        assertThat(ledger.events()).hasSize(events + 1);
        when(reserveBy("mia", "r", "900"));
        ledger.refuse(new ShowMemberBudget(ACCOUNT, "mia"), RejectionReason.UNKNOWN_BUDGET);
        ledger.refuse(raiseBudget("x", "mia", "5"), RejectionReason.UNKNOWN_BUDGET);
    }

    @Test
    void a_budget_of_nothing_lets_only_free_models_run() {
        given(budget("mia", "0", BudgetPeriod.MONTH));
        ledger.refuse(reserveBy("mia", "r1", "0.000001"), RejectionReason.BUDGET_EXCEEDED);
        when(reserveUsage("r2", io.runledger.api.Usage.of("local", 1)));
    }

    @Test
    void a_thousand_members_are_enough() {
        given();
        for (int i = 0; i < Budgets.MOST; i++) {
            when(budget("m" + i, "1", BudgetPeriod.DAY));
        }
        ledger.refuse(budget("one-more", "1", BudgetPeriod.DAY), RejectionReason.LIMIT_EXCEEDED);
        when(budget("m7", "2", BudgetPeriod.DAY));
    }
}
