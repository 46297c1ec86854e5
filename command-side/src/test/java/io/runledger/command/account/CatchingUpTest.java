package io.runledger.command.account;

import static io.runledger.command.account.Requests.buy;
import static io.runledger.command.account.Requests.capture;
import static io.runledger.command.account.Requests.open;
import static io.runledger.command.account.Requests.release;
import static io.runledger.command.account.Requests.reserve;
import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.api.Outcome;
import io.runledger.command.TestPolicies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A copy in memory, after another node has stored events of its account. */
class CatchingUpTest {

    private static final long MOST_FROM_MEMORY = 50;

    private final TestLedger ledger = new TestLedger(TestPolicies.prepaid());
    private final TestLedger another = ledger.another();
    private long known;

    @BeforeEach
    void given_an_account_with_1000_credits_in_memory() {
        ledger.accept(open(), Outcome.Opened.class);
        known = ledger.accept(buy("p1", "1000"), Outcome.Purchased.class).version();
    }

    @AfterEach
    void stop() {
        ledger.close();
        another.close();
    }

    @Test
    void what_is_at_hand_is_taken_in_without_reading_by_the_thread_that_decides_for_many() {
        another.accept(buy("p2", "500"), Outcome.Purchased.class);
        another.accept(reserve("r1", "100"), Outcome.Reserved.class);
        ledger.hearOfAllAfter(known);
        int reads = ledger.reads();

        Outcome.Reserved reserved = ledger.accept(reserve("r2", "1400"), Outcome.Reserved.class);

        assertThat(reserved.version()).isEqualTo(known + 3);
        assertThat(ledger.reads()).isEqualTo(reads);
        thenDecidedBy("account-decisions");
        assertThat(ledger.holdings().available()).hasToString("0");
    }

    @Test
    void what_was_noticed_only_is_read_by_its_caller() {
        another.accept(buy("p2", "500"), Outcome.Purchased.class);
        ledger.noticeWhatOthersStored();
        int reads = ledger.reads();

        ledger.accept(reserve("r1", "1500"), Outcome.Reserved.class);

        assertThat(ledger.reads()).isEqualTo(reads + 1);
        thenDecidedBy(Thread.currentThread().getName());
    }

    @Test
    void what_is_at_hand_is_not_taken_in_after_what_is_on_its_way_and_will_not_be_stored() {
        another.accept(buy("p2", "500"), Outcome.Purchased.class);
        ledger.hearOfAllAfter(known);
        ledger.delayAppends();
        int reads = ledger.reads();

        ledger.accept(reserve("r1", "1500"), Outcome.Reserved.class);

        assertThat(ledger.reads()).as("reading waits until it is known").isEqualTo(reads + 1);
    }

    @Test
    void more_than_the_others_could_wait_for_is_read_by_its_caller() {
        for (int i = 0; i <= MOST_FROM_MEMORY; i++) {
            another.accept(reserve("r" + i, "1"), Outcome.Reserved.class);
            ledger.hearOfAllAfter(known + i);
        }

        Outcome.Reserved reserved = ledger.accept(reserve("last", "949"), Outcome.Reserved.class);

        assertThat(reserved.version()).isEqualTo(known + MOST_FROM_MEMORY + 2);
        thenDecidedBy(Thread.currentThread().getName());
    }

    @Test
    void what_was_heard_of_piece_by_piece_and_again_is_taken_in_once() {
        another.accept(reserve("r1", "100"), Outcome.Reserved.class);
        ledger.hearOfAllAfter(known);
        another.accept(reserve("r2", "100"), Outcome.Reserved.class);
        ledger.hearOfAllAfter(known + 1);
        ledger.accept(reserve("r3", "800"), Outcome.Reserved.class);
        ledger.hearOfAllAfter(known);

        ledger.send(release("r1"));

        Outcome.Reserved reserved = ledger.accept(reserve("r4", "100"), Outcome.Reserved.class);
        assertThat(reserved.version()).isEqualTo(known + 5);
        assertThat(ledger.holdings().available()).hasToString("0");
    }

    @Test
    void a_run_that_it_does_not_know_and_the_store_does_is_captured_from_its_reservation() {
        another.accept(reserve("r1", "100"), Outcome.Reserved.class);

        Outcome.Captured captured = ledger.accept(capture("r1"), Outcome.Captured.class);

        assertThat(captured.version()).isEqualTo(known + 2);
        assertThat(ledger.isCached()).isTrue();
        assertThat(ledger.holdings().available()).hasToString("900");
        assertThat(ledger.holdings().reservations()).isEmpty();
    }

    private void thenDecidedBy(String thread) {
        assertThat(ledger.clock.askedBy())
                .isNotNull()
                .extracting(Thread::getName)
                .isEqualTo(thread);
    }
}
