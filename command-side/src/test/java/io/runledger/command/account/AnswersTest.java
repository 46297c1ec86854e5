package io.runledger.command.account;

import static io.runledger.command.account.Requests.buy;
import static io.runledger.command.account.Requests.capture;
import static io.runledger.command.account.Requests.open;
import static io.runledger.command.account.Requests.reserve;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.api.AccountCommand;
import io.runledger.api.Answer;
import io.runledger.api.Outcome;
import io.runledger.api.RejectionReason;
import io.runledger.command.TestPolicies;
import io.runledger.service.problem.ProblemException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers who don't wait for their answers. */
class AnswersTest {

    private static final int PATIENCE_SECONDS = 10;

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
    void an_account_in_memory_is_decided_for_all_by_one_thread() throws Exception {
        thenAccepted(told(reserve("r1", "10")));

        assertThat(ledger.clock.askedBy()).extracting(Thread::getName).isEqualTo("account-decisions");
    }

    @Test
    void an_account_that_has_to_be_loaded_is_decided_by_a_thread_that_may_wait() throws Exception {
        ledger.forget();

        thenAccepted(told(reserve("r1", "10")));

        thenDecidedByOneThatMayWait();
    }

    @Test
    void what_has_to_be_looked_up_is_decided_again_by_a_thread_that_may_wait() throws Exception {
        assertThat(told(capture("never-seen")))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RejectionReason.UNKNOWN_RUN));
        thenDecidedByOneThatMayWait();
    }

    @Test
    void an_error_is_told_and_the_next_command_is_decided() throws Exception {
        Error broken = new StackOverflowError("as if");
        ledger.clock.failNext(broken);

        assertThatThrownBy(() -> told(reserve("r1", "10"))).hasRootCause(broken);

        ledger.forget();
        thenAccepted(told(reserve("r1", "10")));
    }

    @Test
    void at_the_end_what_is_there_is_told_and_who_would_have_to_wait_is_told_to_come_again() throws Exception {
        ledger.stopTelling();

        thenAccepted(told(reserve("r1", "10")));
        thenToldToComeAgain(capture("never-seen"));

        ledger.stopDeciding();
        thenToldToComeAgain(reserve("r2", "10"));
    }

    private void thenToldToComeAgain(AccountCommand command) {
        assertThatThrownBy(() -> told(command))
                .hasCauseInstanceOf(ProblemException.class)
                .cause()
                .extracting(
                        failure -> ((ProblemException) failure).problem().body().get("type"))
                .asString()
                .endsWith("store-busy");
    }

    private Answer told(AccountCommand command) throws Exception {
        return ledger.sendAsync(command).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static void thenAccepted(Answer told) {
        assertThat(told).isInstanceOf(Answer.Accepted.class);
    }

    private void thenDecidedByOneThatMayWait() {
        assertThat(ledger.clock.askedBy())
                .isNotNull()
                .extracting(Thread::getName)
                .asString()
                .startsWith("account-patient-");
    }
}
