package io.runledger.eventstore;

import static io.runledger.eventstore.Eventually.eventually;
import static io.runledger.eventstore.StoreNode.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.eventstore.Counter.AskTotal;
import io.runledger.eventstore.Counter.Count;
import io.runledger.eventstore.Counter.CountAndFail;
import io.runledger.eventstore.Counter.OpenCounter;
import io.runledger.eventstore.CounterEvent.Counted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@Timeout(60)
@SpringBootTest(
        classes = EventStoreConfigurationIT.Application.class,
        properties = {
            "axon.eventhandling.processors.rows.mode=pooled",
            "axon.eventhandling.processors.rows.initial-segment-count=1",
            "axon.eventhandling.processors.rows.token-claim-interval=1000",
            "axon.eventhandling.processors.parking.mode=pooled",
            "axon.eventhandling.processors.parking.initial-segment-count=1",
            "axon.eventhandling.processors.parking.dlq.enabled=true"
        })
class EventStoreConfigurationIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Clock AXONS_CLOCK = GenericEventMessage.clock;
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({EventStoreConfiguration.class, Counter.class, Rows.class, Parking.class})
    static class Application {

        @Bean
        MessageNames counterNames() {
            return MessageNames.ofSealed(CounterEvent.class);
        }

        @Bean
        MessageNames snapshotNames() {
            return MessageNames.of(Counter.class);
        }

        @Bean
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }

        @Bean
        SnapshotTriggerDefinition everyFiveEvents(Snapshotter snapshotter) {
            return new EventCountSnapshotTriggerDefinition(snapshotter, 5);
        }
    }

    /** Writes a row for each event, and then fails if it is told to. */
    @ProcessingGroup("rows")
    static class Rows {

        final AtomicInteger failures = new AtomicInteger();
        volatile boolean failing;
        private final JdbcClient jdbc;

        Rows(DataSource dataSource) {
            this.jdbc = JdbcClient.create(dataSource);
            jdbc.sql("create table if not exists counted_row (counter text)").update();
        }

        @EventHandler
        void on(Counted event) {
            jdbc.sql("insert into counted_row values (?)")
                    .param(event.counter())
                    .update();
            if (failing) {
                failures.incrementAndGet();
                throw new IllegalStateException("after the row was written");
            }
        }
    }

    /** Refuses what it can't read. */
    @ProcessingGroup("parking")
    static class Parking {

        volatile boolean refusing = true;

        @EventHandler
        void on(UnreadableEvent event) {
            if (refusing) {
                throw new IllegalStateException("can't read " + event);
            }
        }
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", DATABASE::url);
    }

    @Autowired
    private CommandGateway commands;

    @Autowired
    private EventProcessingConfiguration processing;

    @Autowired
    private Rows rows;

    @Autowired
    private Parking parking;

    private final JdbcClient jdbc = JdbcClient.create(DATABASE.dataSource());
    private final String counter = UUID.randomUUID().toString();

    @BeforeEach
    void open() {
        commands.sendAndWait(new OpenCounter(counter));
    }

    @AfterEach
    void healed() {
        rows.failing = false;
    }

    @AfterAll
    static void giveTheClockBack() {
        GenericEventMessage.clock = AXONS_CLOCK;
    }

    @Test
    void what_a_thread_has_put_off_is_done_while_it_waits_for_the_database(@Autowired DataSource dataSource) {
        AtomicInteger done = new AtomicInteger();
        PutOff.untilWaiting(done::incrementAndGet);

        JdbcClient.create(dataSource).sql("select 1").query(Integer.class).single();

        assertThat(done).hasValue(1);
    }

    @Test
    void a_failed_command_leaves_no_row() {
        assertThatThrownBy(() -> commands.sendAndWait(new CountAndFail(counter)))
                .hasMessageContaining("after the event was applied");

        assertThat(events()).isEqualTo(1);
    }

    @Test
    void a_command_whose_key_was_used_leaves_no_row_and_is_told_so() {
        commands.sendAndWait(new Count(counter, 2, "k"));

        assertThatThrownBy(() -> commands.sendAndWait(new Count(counter, 3, "k")))
                .isInstanceOf(IdempotencyKeyUsed.class);

        assertThat(events()).isEqualTo(3);
        assertThat((int) commands.<Integer>sendAndWait(new AskTotal(counter))).isEqualTo(2);
    }

    @Test
    void a_failing_event_handler_leaves_neither_token_nor_row() {
        commands.sendAndWait(new Count(counter, 1, "first"));
        eventually(() -> assertThat(token()).isEqualTo(head()));
        long before = token();
        int failuresBefore = rows.failures.get();

        rows.failing = true;
        commands.sendAndWait(new Count(counter, 1, "second"));
        eventually(() -> assertThat(rows.failures).hasValueGreaterThan(failuresBefore + 1));
        assertThat(token()).isEqualTo(before);
        assertThat(rowsOfCounter()).isEqualTo(1);

        rows.failing = false;
        eventually(() -> assertThat(token()).isEqualTo(head()));
        assertThat(rowsOfCounter()).isEqualTo(2);
    }

    @Test
    void a_processor_handles_an_event_of_its_own_process_at_once() {
        for (int i = 1; i <= 5; i++) {
            commands.sendAndWait(new Count(counter, 1, "k" + i));
            int expected = i;
            eventually(Duration.ofSeconds(2), () -> assertThat(rowsOfCounter()).isEqualTo(expected));
        }
    }

    @Test
    void a_processor_handles_an_event_of_another_process_at_once() {
        try (StoreNode other = new StoreNode(DATABASE.another())) {
            for (int i = 1; i <= 5; i++) {
                other.append(counted(counter, i));
                int expected = i;
                eventually(
                        Duration.ofSeconds(2), () -> assertThat(rowsOfCounter()).isEqualTo(expected));
            }
        }
    }

    @Test
    void a_processor_can_be_reset_and_replays_everything() {
        commands.sendAndWait(new Count(counter, 3, "k"));
        eventually(() -> assertThat(rowsOfCounter()).isEqualTo(3));

        StreamingEventProcessor processor =
                processing.eventProcessor("rows", StreamingEventProcessor.class).orElseThrow();
        processor.shutDown();
        processor.resetTokens();
        processor.start();

        eventually(() -> assertThat(rowsOfCounter()).isEqualTo(6));
    }

    @Test
    void an_aggregate_is_loaded_from_its_snapshot_and_the_events_after_it() {
        for (int i = 0; i < 12; i++) {
            commands.sendAndWait(new Count(counter, 1, "k" + i));
        }
        eventually(() -> assertThat(snapshotType()).isEqualTo("Counter 2"));
        jdbc.sql("update event_store.snapshot set payload = payload || '{\"total\": 1000}' where aggregate = ?")
                .param(counter)
                .update();

        assertThat((int) commands.<Integer>sendAndWait(new AskTotal(counter))).isGreaterThanOrEqualTo(1000);
    }

    @Test
    void an_event_that_can_not_be_read_is_parked_as_it_is_and_can_be_taken_up_again() {
        parking.refusing = true;
        jdbc.sql("""
                        insert into event_store.event (aggregate, sequence, type, revision, payload, metadata, timestamp)
                        values (?, 1, 'Forgotten', '9', '{"what": "ever"}', '{}', now())
                        """).param(counter).update();

        eventually(() -> assertThat(parked()).isEqualTo("Forgotten 9 {\"what\": \"ever\"}"));

        parking.refusing = false;
        assertThat(processing
                        .sequencedDeadLetterProcessor("parking")
                        .orElseThrow()
                        .processAny())
                .isTrue();
        assertThat(jdbc.sql("select count(*) from event_store.dead_letter")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void the_defaults_are_found_by_spring_boot(@Autowired Environment environment) {
        assertThat(environment.getProperty("axon.axonserver.enabled")).isEqualTo("false");
        assertThat(environment.getProperty("axon.update-check.disabled")).isEqualTo("true");
    }

    @Test
    void events_are_stamped_by_the_clock_and_carry_no_metadata_that_nobody_reads() {
        assertThat(jdbc.sql("""
                                select count(*) from event_store.event
                                 where aggregate = ? and timestamp = ?::timestamptz and metadata::text = '{}'
                                """)
                        .params(counter, NOW.toString())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private long events() {
        return jdbc.sql("select count(*) from event_store.event where aggregate = ?")
                .param(counter)
                .query(Long.class)
                .single();
    }

    private long rowsOfCounter() {
        return jdbc.sql("select count(*) from counted_row where counter = ?")
                .param(counter)
                .query(Long.class)
                .single();
    }

    private long head() {
        return jdbc.sql(EventTable.HEAD).query(Long.class).single();
    }

    /** As an operator would read it. */
    private long token() {
        return jdbc.sql(
                        "select (token::jsonb ->> 'globalIndex')::bigint from event_store.token where processor = 'rows'")
                .query(Long.class)
                .single();
    }

    private String snapshotType() {
        return jdbc.sql("select type || ' ' || revision from event_store.snapshot where aggregate = ?")
                .param(counter)
                .query(String.class)
                .single();
    }

    private String parked() {
        return jdbc.sql("""
                        select payload_type || ' ' || payload_revision || ' ' || convert_from(payload, 'UTF8')
                          from event_store.dead_letter
                        """).query(String.class).single();
    }
}
