package io.runledger.command.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.api.AccountId;
import io.runledger.command.expiry.ExpiryTable.EndedRun;
import io.runledger.command.expiry.ExpiryTable.OpenRun;
import io.runledger.eventstore.SchemaMigration;
import io.runledger.eventstore.TestDatabase;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ExpiryTableIT {

    private static final Instant SOON = Instant.parse("2026-03-01T10:00:00Z");
    private static final int ENOUGH_TO_KEEP_A_PLAN = 15;

    private static JdbcClient jdbc;
    private static ExpiryTable table;
    private static TransactionTemplate transaction;

    @BeforeAll
    static void start() {
        TestDatabase database = TestDatabase.fresh();
        SchemaMigration.migrate(database.dataSource(), "command", "classpath:db/command");
        jdbc = JdbcClient.create(database.dataSource());
        PlatformTransactionManager transactions = new JdbcTransactionManager(database.dataSource());
        table = new ExpiryTable(jdbc, transactions);
        transaction = new TransactionTemplate(transactions);
    }

    @Test
    void a_run_that_has_ended_is_gone_and_no_other() {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            table.add(List.of(open("a", "r1"), open("a", "r2"), open("b", "r1")));

            table.remove(List.of(new EndedRun("a", "r1"), new EndedRun("b", "r2")));

            assertThat(runs()).containsExactly("a/r2", "b/r1");
        });
    }

    @Test
    void accounts_with_something_due_are_found_the_longest_waiting_first() {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            jdbc.sql("insert into command.subscription_moment values ('b', ?)")
                    .param(Timestamp.from(SOON.minusSeconds(1)))
                    .update();
            table.add(List.of(open("a", "r1"), open("a", "r2"), new OpenRun("c", "r1", SOON.plusSeconds(1))));

            assertThat(table.accountsWithDue(SOON, 10)).containsExactly(new AccountId("b"), new AccountId("a"));
            assertThat(table.accountsWithDue(SOON, 1)).containsExactly(new AccountId("b"));
            assertThat(table.accountsWithDue(SOON.minusSeconds(2), 10)).isEmpty();
        });
    }

    @Test
    void ended_runs_are_found_by_what_was_planned_while_the_table_was_small() {
        assertReadsNoneThatHasGrown(run -> {
            table.add(List.of(open("small", "r" + run)));
            table.remove(List.of(new EndedRun("small", "r" + (run - 1))));
        });
    }

    @Test
    void what_is_due_is_found_by_what_was_planned_while_the_table_was_small() {
        assertReadsNoneThatHasGrown(
                run -> assertThat(table.accountsWithDue(SOON, 10)).containsExactly(new AccountId("small")));
    }

    /** Most rows live for a moment, and until a vacuum comes the table is full of those that are gone. */
    private static void assertReadsNoneThatHasGrown(IntConsumer use) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            // What other tests have undone fills pages, too, and a table of many is not taken for a small one.
            jdbc.sql("truncate command.expiry").update();
            table.add(List.of(open("small", "r0")));
            jdbc.sql("analyze command.expiry").update();
            for (int run = 1; run <= ENOUGH_TO_KEEP_A_PLAN; run++) {
                use.accept(run);
            }
            jdbc.sql("insert into command.expiry select 'grown', i, now() from generate_series(1, 20000) i")
                    .update();
            long before = rowsReadOneAfterTheOther();

            use.accept(ENOUGH_TO_KEEP_A_PLAN + 1);

            assertThat(rowsReadOneAfterTheOther() - before).isZero();
        });
    }

    private static OpenRun open(String account, String run) {
        return new OpenRun(account, run, SOON);
    }

    private static List<String> runs() {
        return jdbc.sql("select account || '/' || run_id from command.expiry order by 1")
                .query(String.class)
                .list();
    }

    private static long rowsReadOneAfterTheOther() {
        return jdbc.sql("select seq_tup_read from pg_stat_xact_user_tables where relname = 'expiry'")
                .query(Long.class)
                .single();
    }
}
