package io.runledger.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.eventstore.Analysis;
import io.runledger.eventstore.SchemaMigration;
import io.runledger.eventstore.TestDatabase;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class HistoryAnalysisIT {

    @Test
    void the_history_is_analysed_by_a_small_sample_because_no_old_balance_can_be_cleared_away_meanwhile()
            throws Exception {
        DataSource database = TestDatabase.fresh().dataSource();
        SchemaMigration.migrate(database, "query", "classpath:db/query");
        JdbcClient.create(database).sql("""
                insert into query.history_entry (account, version, at, kind, credits_micros, before_micros, after_micros)
                select 'many', i, now(), 'reserved', 1, 2, 1 from generate_series(0, 3999) as i
                """).update();

        assertThat(Analysis.sample(database, "query.history_entry")).isLessThan(4000);
    }
}
