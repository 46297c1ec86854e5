package io.runledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class EventInsertIT {

    private static final int MANY = 20_000;

    private final EventStoreSchema schema =
            EventStoreSchema.migrated(TestDatabase.fresh().dataSource());
    private final JdbcClient jdbc = JdbcClient.create(schema.dataSource());

    @Test
    void a_statement_that_was_planned_for_few_events_looks_for_one_predecessor_among_many() throws SQLException {
        try (WriterConnection writer = new WriterConnection(schema.dataSource(), Duration.ofMinutes(1))) {
            Connection open = writer.get();
            for (int i = 0; i < 5; i++) {
                insert(open, "early", i);
            }
            jdbc.sql("analyze event_store.event").update();
            for (int i = 5; i < 15; i++) {
                insert(open, "early", i);
            }
            jdbc.sql("""
                    insert into event_store.event (sequence, timestamp, aggregate, type, revision, payload, metadata)
                    select i, now(), 'many', 'Counted', '1', '{}', '{}' from generate_series(0, ?) as i
                    """).param(MANY).update();
            long before = entriesRead(open);

            insert(open, "many", MANY + 1);

            assertThat(entriesRead(open) - before).isBetween(1L, 10L);
        }
    }

    private static void insert(Connection open, String aggregate, long sequence) throws SQLException {
        EventRow row =
                new EventRow(aggregate, sequence, "Counted", "1", "{}", Map.of(), "{}", Instant.EPOCH, null, null);
        assertThat(EventInsert.insert(open, List.of(row), new NewestStored(), false))
                .isPresent();
    }

    /** Of the index in which predecessors are found. */
    private long entriesRead(Connection open) throws SQLException {
        try (var flush = open.prepareStatement("select pg_stat_force_next_flush()")) {
            flush.execute();
        }
        return jdbc.sql("select idx_tup_read from pg_stat_user_indexes where indexrelname = 'event_sequence_unique'")
                .query(Long.class)
                .single();
    }
}
