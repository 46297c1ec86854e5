package io.runledger.command.account;

import static io.runledger.command.account.Requests.*;
import static io.runledger.command.account.TestLedger.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.api.AccountCommand;
import io.runledger.api.AccountEvent;
import io.runledger.api.AlertCommand.ConfigureAlerts;
import io.runledger.api.AlertCommand.ShowAlerts;
import io.runledger.api.AlertCommand.WarnOfExpiry;
import io.runledger.api.AlertEvent.CreditsExpiring;
import io.runledger.api.AlertEvent.LowBalanceReached;
import io.runledger.api.Answer;
import io.runledger.api.BillingPeriod;
import io.runledger.api.Credits;
import io.runledger.api.GrantId;
import io.runledger.api.InvalidValue;
import io.runledger.api.Outcome.Alerts;
import io.runledger.api.Outcome.ExpiryWarned;
import io.runledger.api.Outcome.Opened;
import io.runledger.command.TestPolicies;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** By the policy, the owner is told below 50 and below 5 credits, and three days before paid credits expire. */
class AlertTest {

    private static final WarnOfExpiry FIRST_MONTH = new WarnOfExpiry(ACCOUNT, new GrantId("subscription:1:s1"));

    private TestLedger ledger;

    @AfterEach
    void stop() {
        ledger.close();
    }

    private void given(AccountCommand... commands) {
        ledger = new TestLedger(TestPolicies.subscriptions());
        ledger.accept(open(), Opened.class);
        for (AccountCommand command : commands) {
            when(command);
        }
    }

    private void when(AccountCommand command) {
        assertThat(ledger.send(command)).as(command.toString()).isInstanceOf(Answer.Accepted.class);
    }

    private static ConfigureAlerts thresholds(String... amounts) {
        return new ConfigureAlerts(ACCOUNT, Stream.of(amounts).map(Credits::of).toList());
    }

    private List<String> told() {
        return ledger.events().stream()
                .filter(LowBalanceReached.class::isInstance)
                .map(event -> ((LowBalanceReached) event).threshold() + " at " + event.available())
                .toList();
    }

    @Test
    void it_is_said_once_a_crossing_and_again_only_after_recovery() {
        given(buy("p", "100"), reserve("r1", "70"), reserve("r2", "1"), reserve("r3", "2"));
        assertThat(told()).containsExactly("50 at 40");
        when(release("r1"));
        when(reserve("r4", "60"));
        assertThat(told()).containsExactly("50 at 40", "50 at 47");
    }

    @Test
    void one_run_may_cross_several() {
        given(buy("p", "100"), reserve("r1", "107"));
        assertThat(told()).containsExactly("50 at 3", "5 at 3");
    }

    @Test
    void a_new_account_and_one_whose_free_credits_are_renewed_hear_nothing() {
        given(dailyGrant());
        ledger.clock.moveTo("2026-03-02T10:00:00Z");
        when(dailyGrant());
        assertThat(told()).isEmpty();
    }

    @Test
    void expiry_crosses_too() {
        given(subscribe("s1", "basic"));
        ledger.clock.moveTo("2026-04-02T10:00:00Z");
        when(bookDue());
        assertThat(told()).containsExactly("50 at 10");
    }

    @Test
    void the_answer_has_the_version_of_the_last_event() {
        given(buy("p", "100"));
        Answer.Accepted accepted = (Answer.Accepted) ledger.send(reserve("r1", "70"));
        List<AccountEvent> events = ledger.events();
        assertThat(accepted.outcome().version()).isEqualTo(events.size() - 1);
        assertThat(events.get(events.size() - 1)).isInstanceOf(LowBalanceReached.class);
    }

    @Test
    void an_account_has_thresholds_of_its_own() {
        given(thresholds("20", "80", "20"), buy("p", "100"), reserve("r1", "35"));
        assertThat(told()).containsExactly("80 at 75");
        assertThat(ledger.accept(new ShowAlerts(ACCOUNT), Alerts.class).lowBalance())
                .containsExactly(Credits.of("80"), Credits.of("20"));
        int events = ledger.events().size();
        when(thresholds("80", "20"));
        assertThat(ledger.events()).hasSize(events);
        when(thresholds());
        when(reserve("r2", "70"));
        assertThat(told()).hasSize(1);
        ledger.forget();
        assertThat(ledger.accept(new ShowAlerts(ACCOUNT), Alerts.class).lowBalance())
                .isEmpty();
    }

    @Test
    void thresholds_that_make_no_sense_are_refused() {
        given();
        assertThatThrownBy(() -> thresholds("0")).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> new ConfigureAlerts(ACCOUNT, Collections.nCopies(11, Credits.of("1"))))
                .isInstanceOf(InvalidValue.class);
    }

    @Test
    void what_will_expire_is_said_three_days_before_and_once() {
        given(subscribe("s1", "basic"), reserve("r", "30"), capture("r"));
        ledger.clock.moveTo("2026-03-29T09:59:59Z");
        assertThat(ledger.accept(FIRST_MONTH, ExpiryWarned.class).warned()).isFalse();
        ledger.clock.moveTo("2026-03-29T10:00:00Z");
        assertThat(ledger.accept(FIRST_MONTH, ExpiryWarned.class).warned()).isTrue();
        CreditsExpiring warning = ledger.last(CreditsExpiring.class);
        assertThat(warning.credits()).isEqualTo(Credits.of("80"));
        assertThat(warning.expiresAt()).isEqualTo("2026-04-01T10:00:00Z");
        assertThat(ledger.accept(FIRST_MONTH, ExpiryWarned.class).warned()).isFalse();
    }

    @Test
    void nothing_is_said_of_a_grant_that_is_used_up_or_gone_or_rolled_over() {
        given(subscribe("s1", "keeper", BillingPeriod.QUARTERLY), reserve("r", "60"), capture("r"));
        ledger.clock.moveTo("2026-03-30T00:00:00Z");
        assertThat(ledger.accept(FIRST_MONTH, ExpiryWarned.class).warned()).isFalse();
        ledger.clock.moveTo("2026-04-02T00:00:00Z");
        when(bookDue());
        assertThat(ledger.accept(FIRST_MONTH, ExpiryWarned.class).warned()).isFalse();
    }
}
