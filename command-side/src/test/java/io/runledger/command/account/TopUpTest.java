package io.runledger.command.account;

import static io.runledger.command.account.Requests.*;
import static io.runledger.command.account.TestLedger.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.api.AccountCommand;
import io.runledger.api.Answer;
import io.runledger.api.AutoTopUp;
import io.runledger.api.Credits;
import io.runledger.api.GrantCommand.RecordPurchase;
import io.runledger.api.InvalidValue;
import io.runledger.api.Outcome.AutoTopUpStanding;
import io.runledger.api.Outcome.Opened;
import io.runledger.api.PurchaseId;
import io.runledger.api.RejectionReason;
import io.runledger.api.TopUpCommand.AskPayer;
import io.runledger.api.TopUpCommand.ConfigureAutoTopUp;
import io.runledger.api.TopUpCommand.GiveUpTopUp;
import io.runledger.api.TopUpCommand.ReportDecline;
import io.runledger.api.TopUpCommand.ShowAutoTopUp;
import io.runledger.api.TopUpEvent.AutoTopUpSwitchedOff.Reason;
import io.runledger.api.TopUpEvent.AutoTopUpTriggered;
import io.runledger.command.TestPolicies;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The account has 100 credits, and buys the package of 100 when less than 20 are left: twice a day, three times a month. */
class TopUpTest {

    private TestLedger ledger;

    @BeforeEach
    void begin() {
        ledger = new TestLedger(TestPolicies.prepaid());
        ledger.accept(open(), Opened.class);
        when(buy("p", "100"));
        when(autoTopUp("20", 2, 3));
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    private void when(AccountCommand command) {
        assertThat(ledger.send(command)).as(command.toString()).isInstanceOf(Answer.Accepted.class);
    }

    private void spend(String run, String credits) {
        when(reserve(run, credits));
        when(capture(run));
    }

    private void paid(int number) {
        when(new RecordPurchase(ACCOUNT, PurchaseId.auto(number), Credits.of("100"), null, null));
    }

    private List<String> made() {
        return ledger.events().stream()
                .filter(AutoTopUpTriggered.class::isInstance)
                .map(event -> ((AutoTopUpTriggered) event).purchaseId() + " at " + event.available())
                .toList();
    }

    private AutoTopUpStanding standing() {
        return ledger.accept(new ShowAutoTopUp(ACCOUNT), AutoTopUpStanding.class);
    }

    @Test
    void one_purchase_a_crossing_however_many_runs_cross_it() {
        when(reserve("r1", "80"));
        assertThat(made()).isEmpty();
        when(reserve("r2", "0.000001"));
        when(reserve("r3", "5"));
        when(reserve("r4", "5"));
        assertThat(made()).containsExactly("auto-top-up:1 at 19.999999");
        assertThat(standing().underWay()).isEqualTo(PurchaseId.auto(1));
    }

    @Test
    void the_next_one_when_it_is_low_again() {
        when(reserve("r1", "90"));
        paid(1);
        assertThat(standing().underWay()).isNull();
        when(reserve("r2", "95"));
        assertThat(made()).hasSize(2);
        ledger.forget();
        when(reserve("r3", "1"));
        assertThat(made()).hasSize(2);
    }

    @Test
    void no_more_than_so_many_a_day_and_a_month() {
        spend("r1", "90");
        paid(1);
        spend("r2", "100");
        paid(2);
        spend("r3", "100");
        assertThat(made()).hasSize(2);
        ledger.clock.moveTo("2026-03-02T00:00:00Z");
        spend("r4", "1");
        assertThat(made()).hasSize(3);
        paid(3);
        ledger.clock.moveTo("2026-03-03T00:00:00Z");
        spend("r5", "100");
        assertThat(made()).hasSize(3);
        ledger.clock.moveTo("2026-04-01T00:00:00Z");
        spend("r6", "1");
        assertThat(made()).hasSize(4);
    }

    @Test
    void what_comes_in_brings_no_purchase_about() {
        when(noAutoTopUp());
        when(reserve("r1", "99"));
        when(autoTopUp("20", 2, 3));
        when(buy("q", "1"));
        assertThat(made()).isEmpty();
        when(reserve("r2", "1"));
        assertThat(made()).hasSize(1);
    }

    @Test
    void a_declined_card_is_said_and_in_the_end_it_buys_no_more() {
        when(reserve("r1", "90"));
        when(new ReportDecline(ACCOUNT, PurchaseId.auto(1), 1));
        int events = ledger.events().size();
        when(new ReportDecline(ACCOUNT, PurchaseId.auto(1), 1));
        assertThat(ledger.events()).hasSize(events);
        when(new GiveUpTopUp(ACCOUNT, PurchaseId.auto(1), Reason.DECLINED));
        assertThat(standing().settings()).isNull();
        when(new GiveUpTopUp(ACCOUNT, PurchaseId.auto(1), Reason.DECLINED));
        when(reserve("r2", "1"));
        assertThat(made()).hasSize(1);
        when(autoTopUp("20", 2, 3));
        when(reserve("r3", "1"));
        assertThat(made()).hasSize(2);
    }

    @Test
    void a_payer_who_has_to_confirm_is_asked_once() {
        when(reserve("r1", "90"));
        when(new AskPayer(ACCOUNT, PurchaseId.auto(1)));
        int events = ledger.events().size();
        when(new AskPayer(ACCOUNT, PurchaseId.auto(1)));
        when(new AskPayer(ACCOUNT, PurchaseId.auto(7)));
        assertThat(ledger.events()).hasSize(events);
        assertThat(standing().underWay()).isEqualTo(PurchaseId.auto(1));
    }

    @Test
    void switched_off_it_buys_nothing_but_what_is_under_way_is_not_forgotten() {
        when(reserve("r1", "90"));
        when(noAutoTopUp());
        assertThat(standing().underWay()).isEqualTo(PurchaseId.auto(1));
        paid(1);
        when(reserve("r2", "100"));
        assertThat(made()).hasSize(1);
    }

    @Test
    void a_closed_account_buys_nothing() {
        when(reserve("r1", "70"));
        when(closeAccount());
        when(capture("r1", "90"));
        assertThat(made()).isEmpty();
        ledger.refuse(autoTopUp("5", 1, 1), RejectionReason.ACCOUNT_CLOSED);
    }

    @Test
    void settings_that_make_no_sense_are_refused() {
        ledger.refuse(with("nothing", "USD"), RejectionReason.UNKNOWN_PACKAGE);
        ledger.refuse(with("small", "EUR"), RejectionReason.CURRENCY_NOT_SOLD);
        assertThatThrownBy(() -> autoTopUp("0", 1, 1)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> autoTopUp("1", 0, 1)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> PurchaseId.chosenByClient("auto-top-up:1")).isInstanceOf(InvalidValue.class);
    }

    private static ConfigureAutoTopUp with(String packageId, String currency) {
        return new ConfigureAutoTopUp(ACCOUNT, new AutoTopUp(Credits.of("20"), packageId, currency, 1, 1, "consent-1"));
    }
}
