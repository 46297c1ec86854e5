package io.runledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class AnalysisIT {

    private final EventStoreSchema schema =
            EventStoreSchema.migrated(TestDatabase.fresh().dataSource());

    @Test
    void the_events_are_analysed_by_a_small_sample_because_no_old_row_can_be_cleared_away_meanwhile() throws Exception {
        JdbcClient.create(schema.dataSource()).sql("""
                insert into event_store.event (sequence, timestamp, aggregate, type, revision, payload, metadata)
                select i, now(), 'many', 'Counted', '1', '{}', '{}' from generate_series(0, 3999) as i
                """).update();

        assertThat(Analysis.sample(schema.dataSource(), "event_store.event")).isLessThan(4000);
    }
}
