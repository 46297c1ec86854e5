package io.runledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

class SchemaMigrationIT {

    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());

    @Test
    void a_schema_is_made_with_its_history_in_it() {
        EventStoreSchema.migrated(database.dataSource());

        assertThat(tables("event_store"))
                .containsExactlyInAnyOrder("event", "snapshot", "token", "dead_letter", "flyway_schema_history");
        assertThat(tables("public")).isEmpty();
    }

    @Test
    void two_schemas_do_not_mind_each_other() {
        SchemaMigration.migrate(database.dataSource(), "one", "classpath:db/event-store");
        SchemaMigration.migrate(database.dataSource(), "two", "classpath:db/event-store");

        assertThat(tables("one")).isEqualTo(tables("two")).contains("event");
    }

    @Test
    @Timeout(60)
    void several_processes_may_start_at_once() {
        List<CompletableFuture<Void>> starts = Stream.generate(database::another)
                .limit(4)
                .map(pool -> CompletableFuture.runAsync(() -> EventStoreSchema.migrated(pool)))
                .toList();

        assertThat(starts).allSatisfy(start -> assertThat(start).succeedsWithin(Duration.ofSeconds(30)));
        assertThat(jdbc.sql("select count(*) from event_store.flyway_schema_history where version = '1'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void a_failed_migration_is_told_and_leaves_no_lock() {
        assertThatThrownBy(() -> SchemaMigration.migrate(database.dataSource(), "broken", "classpath:db/broken"))
                .hasMessageContaining("broken");

        EventStoreSchema.migrated(database.dataSource());
        assertThat(tables("event_store")).contains("event");
    }

    @Test
    void a_migration_may_take_longer_than_a_connection_may_be_silent() {
        SchemaMigration.migrate(database.hasty(), "slow", "classpath:db/slow");

        assertThat(tables("slow")).contains("made_slowly");
    }

    private List<String> tables(String schema) {
        return jdbc.sql("select table_name from information_schema.tables where table_schema = ? order by 1")
                .param(schema)
                .query(String.class)
                .list();
    }
}
