package io.runledger.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.api.AccountId;
import io.runledger.api.RunId;
import io.runledger.eventstore.SchemaMigration;
import io.runledger.eventstore.TestDatabase;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class HistoriesIT {

    private static final AccountId ACCOUNT = new AccountId("old");

    private JdbcClient jdbc;

    @BeforeEach
    void migrate() throws Exception {
        DataSource database = TestDatabase.fresh().dataSource();
        SchemaMigration.migrate(database, "query", "classpath:db/query");
        jdbc = JdbcClient.create(database);
    }

    @Test
    void a_run_is_found_by_an_index_however_long_its_account_has_been_there() {
        jdbc.sql("""
                insert into query.history_entry
                    (account, version, at, kind, credits_micros, before_micros, after_micros, run_id)
                select 'old', i, now(), 'reserved', 1, 2, 1, 'run-' || i / 2 from generate_series(0, 3999) as i
                """).update();
        jdbc.sql("analyze query.history_entry").update();

        assertThat(jdbc.sql("explain " + Histories.ENTRIES_OF_RUN)
                        .param("old/run-7")
                        .query(String.class)
                        .list())
                .anyMatch(line -> line.contains("Index Scan using history_entry_by_run")
                        || line.contains("Bitmap Index Scan on history_entry_by_run"));
        assertThat(new Histories(jdbc).run(ACCOUNT, new RunId("run-7")))
                .hasValueSatisfying(run ->
                        assertThat(run.entries()).extracting(EntryView::version).containsExactly(14L, 15L));
    }

    @Test
    void a_run_is_its_account_s_alone() {
        jdbc.sql("""
                insert into query.history_entry
                    (account, version, at, kind, credits_micros, before_micros, after_micros, run_id)
                values ('old', 1, now(), 'reserved', 1, 2, 1, 'run-7'), ('older', 2, now(), 'reserved', 1, 2, 1, 'run-7'),
                       ('old', 3, now(), 'reserved', 1, 2, 1, 'run-77'), ('old', 4, now(), 'granted', 1, 2, 1, null)
                """).update();

        assertThat(new Histories(jdbc).run(ACCOUNT, new RunId("run-7")))
                .hasValueSatisfying(run -> assertThat(run.entries()).hasSize(1));
        assertThat(new Histories(jdbc).run(ACCOUNT, new RunId("run"))).isEmpty();
    }
}
