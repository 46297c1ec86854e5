package io.runledger.command.account;

import static io.runledger.command.account.Requests.buy;
import static io.runledger.command.account.Requests.capture;
import static io.runledger.command.account.Requests.open;
import static io.runledger.command.account.Requests.release;
import static io.runledger.command.account.Requests.reserve;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.api.Answer;
import io.runledger.api.Outcome;
import io.runledger.api.RejectionReason;
import io.runledger.api.holdings.Holdings;
import io.runledger.command.TestPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecidingThreadTest {

    private static final int CALLERS = 8;
    private static final int RUNS_OF_EACH = 50;
    private static final int PATIENCE_SECONDS = 30;

    private final TestLedger ledger = new TestLedger(TestPolicies.prepaid());

    @BeforeEach
    void given_an_account_in_memory_with_1000_credits() {
        ledger.accept(open(), Outcome.Opened.class);
        ledger.accept(buy("p1", "1000"), Outcome.Purchased.class);
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void an_account_in_memory_is_decided_for_all_by_one_thread() {
        ledger.accept(reserve("r1", "10"), Outcome.Reserved.class);

        thenDecidedForMany();
    }

    @Test
    void an_account_that_has_to_be_loaded_is_left_to_its_caller() {
        ledger.forget();

        ledger.accept(reserve("r1", "10"), Outcome.Reserved.class);

        thenDecidedByItsCaller();
        ledger.accept(capture("r1"), Outcome.Captured.class);
        thenDecidedForMany();
    }

    @Test
    void what_has_to_be_looked_up_is_left_to_its_caller_and_the_account_stays_in_memory() {
        int left = readsOfUnknownRun();
        thenDecidedByItsCaller();
        ledger.accept(reserve("r1", "10"), Outcome.Reserved.class);
        thenDecidedForMany();

        ledger.stopDeciding();

        assertThat(left).as("no more than where it was never tried elsewhere").isEqualTo(readsOfUnknownRun());
    }

    @Test
    void a_repeat_of_what_is_long_over_gets_its_first_answer() {
        ledger.accept(reserve("r1", "10"), Outcome.Reserved.class);
        ledger.send(release("r1"));

        Answer again = ledger.send(reserve("r1", "10"));

        assertThat(again)
                .isInstanceOfSatisfying(
                        Answer.Accepted.class,
                        accepted -> assertThat(accepted.repeated()).isTrue());
        thenDecidedByItsCaller();
    }

    @Test
    void an_error_is_told_to_its_caller_and_the_next_command_is_decided() {
        Error broken = new StackOverflowError("as if");
        ledger.clock.failNext(broken);

        assertThatThrownBy(() -> ledger.send(reserve("r1", "10"))).isSameAs(broken);

        ledger.forget();
        ledger.accept(reserve("r1", "10"), Outcome.Reserved.class);
        ledger.accept(reserve("r2", "10"), Outcome.Reserved.class);
        thenDecidedForMany();
    }

    @Test
    void an_account_that_is_gone_from_memory_when_its_turn_comes_is_left_to_its_caller() {
        Error broken = new StackOverflowError("as if, and the copy is gone with it");
        CompletableFuture<Answer> next = new CompletableFuture<>();
        ledger.clock.duringNext(() -> {
            ledger.sendAsync(reserve("r2", "10")).thenAccept(next::complete);
            throw broken;
        });

        assertThatThrownBy(() -> ledger.send(reserve("r1", "10"))).isSameAs(broken);

        assertThat(next.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join()).isInstanceOf(Answer.Accepted.class);
        assertThat(ledger.clock.askedBy())
                .extracting(Thread::getName)
                .asString()
                .startsWith("account-patient-");
    }

    @Test
    void after_its_end_callers_decide_by_themselves() {
        ledger.stopDeciding();

        ledger.accept(reserve("r1", "10"), Outcome.Reserved.class);

        thenDecidedByItsCaller();
    }

    @Test
    void each_of_many_callers_gets_its_own_answer_also_while_it_ends() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        List<Future<?>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            String name = "c" + caller;
            callers.add(threads.submit(() -> reserveAll(name)));
        }
        ledger.stopDeciding();
        for (Future<?> caller : callers) {
            caller.get();
        }
        threads.shutdown();

        Holdings holdings = ledger.holdings();
        assertThat(holdings.reservations()).hasSize(CALLERS * RUNS_OF_EACH);
        assertThat(holdings.available()).hasToString("600");
    }

    private int readsOfUnknownRun() {
        int before = ledger.reads();
        assertThat(ledger.send(capture("never-seen")))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RejectionReason.UNKNOWN_RUN));
        return ledger.reads() - before;
    }

    private void reserveAll(String caller) {
        for (int i = 0; i < RUNS_OF_EACH; i++) {
            String run = caller + "-" + i;
            Outcome.Reserved reserved = ledger.accept(reserve(run, "1"), Outcome.Reserved.class);
            assertThat(reserved.runId()).hasToString(run);
        }
    }

    private void thenDecidedForMany() {
        assertThat(ledger.clock.askedBy())
                .isNotNull()
                .extracting(Thread::getName)
                .isEqualTo("account-decisions");
    }

    private void thenDecidedByItsCaller() {
        assertThat(ledger.clock.askedBy()).isSameAs(Thread.currentThread());
    }
}
