package io.runledger.command.account;

import static io.runledger.command.account.TestLedger.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.api.AccountCommand;
import io.runledger.api.AccountCommand.ShowAccount;
import io.runledger.api.AccountEvent;
import io.runledger.api.Answer;
import io.runledger.api.Credits;
import io.runledger.api.Effect;
import io.runledger.api.Outcome.Standing;
import io.runledger.api.PaymentEvent.CreditsClawedBack;
import io.runledger.api.RejectionReason;
import io.runledger.api.RunEvent.CreditsCaptured;
import io.runledger.api.RunLine;
import io.runledger.api.holdings.Grant;
import io.runledger.api.holdings.Holdings;
import io.runledger.api.json.EventJson;
import io.runledger.api.policy.Policy;
import io.runledger.command.TestPolicies;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What holds after any story whatever, of thousands of random ones. */
class AccountRulesTest {

    private static final Map<String, Policy> POLICIES = Map.of(
            "daily", TestPolicies.daily(),
            "prepaid", TestPolicies.prepaid(),
            "debt", TestPolicies.withDebt(),
            "daily and debt", TestPolicies.dailyWithDebt(),
            "subscriptions and debt", TestPolicies.subscriptions());

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final JsonMapper EVENTS = JsonMapper.builder()
            .addModule(new EventJson())
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    @Property(tries = 800)
    void the_account_and_a_simple_model_say_the_same(
            @ForAll boolean debts, @ForAll("plainStories") List<Action> story) {
        try (TestLedger ledger = opened(debts ? TestPolicies.withDebt() : TestPolicies.prepaid())) {
            SimpleModel model = new SimpleModel(debts);
            for (Action action : story) {
                if (action instanceof Action.Ask ask) {
                    RejectionReason expected = model.ask(ask.command(), ledger.clock.instant());
                    assertThat(reasonOf(ledger.send(ask.command())))
                            .as(ask.command().toString())
                            .isEqualTo(expected);
                } else if (action instanceof Action.Wait wait) {
                    ledger.clock.advance(wait.duration());
                }
                model.lapse(ledger.clock.instant());
                Standing standing = ledger.accept(new ShowAccount(ACCOUNT), Standing.class);
                assertThat(standing.available()).isEqualTo(model.available());
            }
        }
    }

    @Property(tries = 800)
    void the_books_balance(@ForAll("policies") String policy, @ForAll("stories") List<Action> story) {
        try (TestLedger ledger = played(POLICIES.get(policy), story)) {
            Holdings holdings = new Holdings();
            Effect totals = Effect.NONE;
            for (AccountEvent event : ledger.events()) {
                Credits before = holdings.available();
                holdings.apply(event);
                totals = totals.plus(event.effect());
                assertThat(event.available()).as(event.toString()).isEqualTo(holdings.available());
                assertThat(event.effect().available())
                        .isEqualTo(holdings.available().minus(before));
                assertThat(holdings.held()).isEqualTo(totals.held());
                assertThat(holdings.debt()).isEqualTo(totals.debt());
                assertThat(totals.available()).isEqualTo(holdings.available());
            }
        }
    }

    @Property(tries = 250)
    void nothing_is_ever_overdrawn(@ForAll("policies") String policy, @ForAll("stories") List<Action> story) {
        try (TestLedger ledger = played(POLICIES.get(policy), story)) {
            Holdings holdings = new Holdings();
            boolean owesMoneyBack = false;
            for (AccountEvent event : ledger.events()) {
                holdings.apply(event);
                assertThat(holdings.grants()).extracting(Grant::remaining).allMatch(credits -> credits.micros() >= 0);
                assertThat(holdings.grants()).extracting(Grant::held).allMatch(credits -> credits.micros() >= 0);
                assertThat(holdings.debt().micros()).isNotNegative();
                owesMoneyBack |= event instanceof CreditsClawedBack;
                if (!policy.contains("debt") && !owesMoneyBack) {
                    assertThat(holdings.available().micros()).isNotNegative();
                }
            }
        }
    }

    @Property(tries = 250)
    void the_lines_of_a_capture_add_up_to_it(@ForAll("policies") String policy, @ForAll("stories") List<Action> story) {
        try (TestLedger ledger = played(POLICIES.get(policy), story)) {
            assertThat(ledger.events())
                    .filteredOn(CreditsCaptured.class::isInstance)
                    .map(CreditsCaptured.class::cast)
                    .allSatisfy(captured ->
                            assertThat(RunLine.total(captured.lines())).isEqualTo(captured.credits()));
        }
    }

    @Property(tries = 250)
    void every_command_twice_changes_nothing_the_second_time(
            @ForAll("policies") String policy, @ForAll("stories") List<Action> story) {
        try (TestLedger ledger = opened(POLICIES.get(policy))) {
            for (Action action : story) {
                if (action instanceof Action.Ask ask) {
                    Answer first = ledger.send(ask.command());
                    int events = ledger.events().size();
                    Answer second = ledger.send(ask.command());
                    assertThat(ledger.events()).hasSize(events);
                    assertThat(reasonOf(second)).isEqualTo(reasonOf(first));
                } else {
                    step(ledger, action);
                }
            }
        }
    }

    @Property(tries = 250)
    void an_account_rebuilt_from_a_snapshot_is_the_one_rebuilt_from_its_events(
            @ForAll("policies") String policy, @ForAll("stories") List<Action> story) {
        try (TestLedger ledger = played(POLICIES.get(policy), story)) {
            Account whole = new Account();
            Account resumed = new Account();
            for (AccountEvent event : ledger.events()) {
                whole.on(event);
                resumed = JSON.readValue(JSON.writeValueAsString(resumed), Account.class);
                resumed.on(event);
            }
            assertThat(JSON.writeValueAsString(resumed)).isEqualTo(JSON.writeValueAsString(whole));
        }
    }

    /** Those who listen get what was decided in this process, and what was read where it was decided in another. */
    @Property(tries = 250)
    void every_event_is_read_as_it_was_decided(
            @ForAll("policies") String policy, @ForAll("stories") List<Action> story) {
        try (TestLedger ledger = played(POLICIES.get(policy), story)) {
            assertThat(ledger.events())
                    .allSatisfy(
                            event -> assertThat(EVENTS.readValue(EVENTS.writeValueAsString(event), event.getClass()))
                                    .isEqualTo(event));
        }
    }

    @Property(tries = 150)
    void an_account_that_is_rebuilt_before_each_command_answers_alike(
            @ForAll("policies") String policy, @ForAll("stories") List<Action> story) {
        try (TestLedger kept = opened(POLICIES.get(policy));
                TestLedger rebuilt = opened(POLICIES.get(policy))) {
            for (Action action : story) {
                rebuilt.forget();
                if (action instanceof Action.Ask ask) {
                    assertThat(rebuilt.send(ask.command())).isEqualTo(kept.send(ask.command()));
                } else {
                    step(kept, action);
                    step(rebuilt, action);
                }
            }
        }
    }

    @Provide
    Arbitrary<List<Action>> stories() {
        return Arbitraries.oneOf(
                Action.anything().list().ofMaxSize(30),
                Action.withPayments().list().ofMaxSize(40),
                Action.withSubscriptions().list().ofMaxSize(40));
    }

    @Provide
    Arbitrary<List<Action>> plainStories() {
        return Action.plain().list().ofMaxSize(40);
    }

    @Provide
    Arbitrary<String> policies() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of("daily", "prepaid", "debt", "daily and debt")),
                Tuple.of(1, Arbitraries.just("subscriptions and debt")));
    }

    private static TestLedger opened(Policy policy) {
        TestLedger ledger = new TestLedger(policy);
        ledger.send(Requests.open());
        return ledger;
    }

    private static TestLedger played(Policy policy, List<Action> story) {
        TestLedger ledger = opened(policy);
        // Something to begin with, so that most stories have runs that are accepted.
        ledger.send(Requests.buy("start", "25"));
        story.forEach(action -> step(ledger, action));
        return ledger;
    }

    private static void step(TestLedger ledger, Action action) {
        if (action instanceof Action.Ask ask) {
            AccountCommand command = ask.command();
            ledger.send(command);
        } else if (action instanceof Action.Wait wait) {
            ledger.clock.advance(wait.duration());
        }
    }

    private static RejectionReason reasonOf(Answer answer) {
        return answer instanceof Answer.Refused refused ? refused.reason() : null;
    }
}
