package io.runledger.eventstore;

import static io.runledger.eventstore.StoreNode.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.runledger.eventstore.CounterEvent.Counted;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class AppendIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final StoreNode NODE = new StoreNode(DATABASE.dataSource());
    private static final JdbcClient JDBC = JdbcClient.create(DATABASE.dataSource());

    @BeforeEach
    void empty() {
        JDBC.sql("truncate event_store.event").update();
    }

    @AfterAll
    static void close() {
        NODE.close();
    }

    @Test
    void an_event_is_stored_under_its_logical_name_as_readable_json() {
        NODE.append(counted("a", 0));

        Map<String, Object> row = JDBC.sql("select *, payload ->> 'by' as by from event_store.event")
                .query()
                .singleRow();
        assertThat(row)
                .containsEntry("aggregate", "a")
                .containsEntry("sequence", 0L)
                .containsEntry("type", "Counted")
                .containsEntry("revision", "3")
                .containsEntry("by", "1")
                .containsEntry("idempotency_key", null);
        assertThat(row.get("metadata")).hasToString("{}");
    }

    @Test
    void key_and_time_of_decision_go_to_columns_and_not_into_the_metadata() {
        Instant at = Instant.parse("2031-01-02T03:04:05.123456Z");

        NODE.append(counted("a", 0, Map.of(StoreMetaData.KEY, "grant:1", StoreMetaData.AT, at, "by", "operator-1")));

        Map<String, Object> row = JDBC.sql(
                        "select metadata::text as metadata, idempotency_key = event_store.key_hash('a', 'grant:1') as hashed from event_store.event")
                .query()
                .singleRow();
        assertThat(row).containsEntry("hashed", true).containsEntry("metadata", "{\"by\":\"operator-1\"}");
        assertThat(timestamp()).isEqualTo(at);
    }

    @Test
    void what_is_read_has_the_rest_of_the_metadata_and_the_time_of_decision_as_its_timestamp() {
        Instant at = Instant.parse("2031-01-02T03:04:05.123456Z");
        NODE.append(counted("a", 0, Map.of(StoreMetaData.KEY, "grant:1", StoreMetaData.AT, at, "by", "operator-1")));

        DomainEventMessage<?> event = NODE.eventsOf("a").get(0);

        assertThat(event.getPayload()).isEqualTo(new Counted("a", 1));
        assertThat(event.getTimestamp()).isEqualTo(at);
        assertThat(event.getIdentifier()).isEqualTo("a/0");
        assertThat(event.getSequenceNumber()).isZero();
        assertThat(event.getMetaData()).containsOnly(Map.entry("by", "operator-1"));
    }

    @Test
    void a_timestamp_is_never_rounded_into_the_future() {
        NODE.append(counted("a", 0, Map.of(StoreMetaData.AT, Instant.parse("2031-01-02T03:04:05.123456999Z"))));

        assertThat(timestamp()).isEqualTo(Instant.parse("2031-01-02T03:04:05.123456Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1970-01-01T00:00:00.000001Z", "2019-12-31T23:59:59.999999Z", "2299-12-31T23:59:59.999999Z"})
    void a_timestamp_is_exact_to_the_microsecond(Instant at) {
        NODE.append(counted("a", 0, Map.of(StoreMetaData.AT, at)));

        assertThat(timestamp()).isEqualTo(at);
    }

    @Test
    void the_same_key_can_not_be_stored_twice() {
        NODE.append(counted("a", 0, "reserve:run-1"));

        assertThatThrownBy(() -> NODE.append(counted("a", 1, "reserve:run-1")))
                .asInstanceOf(type(IdempotencyKeyUsed.class))
                .extracting(IdempotencyKeyUsed::aggregate)
                .isEqualTo("a");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void the_same_key_can_not_be_stored_twice_in_one_unit_of_work() {
        assertThatThrownBy(() -> NODE.append(counted("a", 0, "k"), counted("a", 1, "k")))
                .isInstanceOf(IdempotencyKeyUsed.class);
        assertThat(count()).isZero();
    }

    @Test
    void another_aggregate_may_use_the_same_key() {
        NODE.append(counted("a", 0, "reserve:run-1"));
        NODE.append(counted("b", 0, "reserve:run-1"));

        assertThat(count()).isEqualTo(2);
    }

    @Test
    void events_without_a_key_do_not_collide() {
        NODE.append(counted("a", 0), counted("a", 1));

        assertThat(count()).isEqualTo(2);
    }

    @Test
    void a_used_key_undoes_the_whole_unit_of_work_and_names_the_aggregate() {
        NODE.append(counted("b", 0, "k"));

        assertThatThrownBy(() -> NODE.append(counted("a", 0, "k"), counted("b", 1, "k")))
                .asInstanceOf(type(IdempotencyKeyUsed.class))
                .extracting(IdempotencyKeyUsed::aggregate)
                .isEqualTo("b");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void a_taken_sequence_is_a_conflict() {
        NODE.append(counted("a", 0), counted("a", 1));

        assertThatThrownBy(() -> NODE.append(counted("a", 1)))
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageContaining("event 1 of aggregate [a]");
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void a_second_first_event_is_a_second_creation() {
        NODE.append(counted("a", 0));

        assertThatThrownBy(() -> NODE.append(counted("a", 0))).isInstanceOf(AggregateStreamCreationException.class);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void what_can_not_be_stored_says_why_and_stores_nothing() {
        DomainEventMessage<?> impossible = counted("nul \u0000 character", 0);

        assertThatThrownBy(() -> NODE.append(counted("a", 0), impossible))
                .isInstanceOf(EventStoreException.class)
                .hasMessageContaining("2 event(s) from event 0 of aggregate [a]")
                .hasMessageContaining("0x00");
        assertThat(count()).isZero();
    }

    @Test
    void a_payload_without_a_name_is_refused() {
        assertThatThrownBy(() -> NODE.append(new GenericDomainEventMessage<>("Counter", "a", 0, "text")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no logical name");
        assertThat(count()).isZero();
    }

    @Test
    void metadata_of_the_wrong_type_is_refused() {
        assertThatThrownBy(() -> NODE.append(counted("a", 0, Map.of(StoreMetaData.AT, "2031-01-02T03:04:05Z"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[at] has to be of type Instant");
        assertThatThrownBy(() -> NODE.append(counted("a", 0, Map.of(StoreMetaData.KEY, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[idempotencyKey] has to be of type String");
        assertThat(count()).isZero();
    }

    @Test
    void an_event_of_no_aggregate_is_a_stream_of_its_own() {
        NODE.append(
                new GenericEventMessage<>(new Counted("none", 1)), new GenericEventMessage<>(new Counted("none", 2)));

        assertThat(count()).isEqualTo(2);
    }

    @Test
    void the_events_of_a_unit_of_work_keep_their_order() {
        DomainEventMessage<?>[] unit = new DomainEventMessage<?>[500];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = counted("a", i);
        }

        NODE.append(unit);

        assertThat(JDBC.sql("select sequence from event_store.event order by position")
                        .query(Long.class)
                        .list())
                .hasSize(500)
                .isSorted();
    }

    private static long count() {
        return JDBC.sql("select count(*) from event_store.event")
                .query(Long.class)
                .single();
    }

    private static Instant timestamp() {
        return JDBC.sql("select timestamp from event_store.event")
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
    }
}
