package io.runledger.eventstore;

import static io.runledger.eventstore.StoreNode.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.eventstore.CounterEvent.Counted;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class EventLogIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final StoreNode NODE = new StoreNode(DATABASE.dataSource());
    private static final Instant AT = Instant.parse("2026-03-04T05:06:07.123456Z");

    private final EventLog log = NODE.log;

    @BeforeAll
    static void fourEvents() {
        assertThat(NODE.log.head()).isZero();
        assertThat(NODE.log.timestampAt(10)).isEmpty();
        NODE.append(at("a", 0, AT, "grant:1"));
        NODE.append(at("b", 0, AT.plusSeconds(1), "grant:1"));
        NODE.append(at("a", 1, AT.plusSeconds(2), "grant:2"));
        NODE.append(at("a", 2, AT.plusSeconds(3), "grant:3"));
        JdbcClient.create(DATABASE.dataSource())
                .sql("update event_store.event set type = 'Forgotten', revision = '9' where position = 4")
                .update();
    }

    @AfterAll
    static void close() {
        NODE.close();
    }

    @Test
    void an_aggregates_events_are_handed_over_as_they_are_stored_and_in_order() {
        List<StoredEvent> events = new ArrayList<>();

        log.ofAggregate("a", events::add);

        assertThat(events).extracting(StoredEvent::sequence).containsExactly(0L, 1L, 2L);
        assertThat(events.get(0))
                .isEqualTo(new StoredEvent(
                        1,
                        "a",
                        0,
                        AT,
                        "Counted",
                        "3",
                        "{\"counter\":\"a\",\"by\":1}",
                        "{\"who\":\"x\"}",
                        HashedKey.of("a", "grant:1")));
    }

    @Test
    void an_aggregate_without_events_has_none() {
        List<StoredEvent> events = new ArrayList<>();

        log.ofAggregate("nobody", events::add);

        assertThat(events).isEmpty();
    }

    @Test
    void a_failing_reader_gets_its_own_exception() {
        assertThatThrownBy(() -> log.ofAggregate("a", event -> {
                    throw new IllegalStateException("full");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("full");
    }

    @Test
    void all_events_between_two_positions_are_handed_over_the_first_excluded_the_last_included() throws SQLException {
        assertThat(between(1, 3)).containsExactly(2L, 3L);
        assertThat(between(0, Long.MAX_VALUE)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(between(4, 4)).isEmpty();
    }

    @Test
    void they_are_as_those_that_are_read_one_by_one() throws SQLException {
        List<StoredEvent> all = new ArrayList<>();
        try (Connection connection = DATABASE.dataSource().getConnection()) {
            log.between(connection, 0, Long.MAX_VALUE, all::add);
        }

        List<StoredEvent> oneByOne = new ArrayList<>();
        all.stream()
                .map(StoredEvent::aggregate)
                .distinct()
                .forEach(aggregate -> log.ofAggregate(aggregate, oneByOne::add));
        assertThat(all).isNotEmpty().containsExactlyInAnyOrderElementsOf(oneByOne);
    }

    @Test
    void whoever_has_enough_of_them_can_go_on_with_the_connection() throws SQLException {
        try (Connection connection = DATABASE.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> log.between(connection, 0, Long.MAX_VALUE, event -> {
                        throw new IllegalStateException("enough");
                    }))
                    .hasMessage("enough");
            connection.rollback();
            assertThat(log.count(connection, 3)).isEqualTo(3);
        }
    }

    @Test
    void what_was_stored_after_the_snapshot_of_the_connection_is_not_seen() throws SQLException {
        StoreNode node = new StoreNode(TestDatabase.fresh().dataSource());
        node.append(counted("a", 0));
        try (node;
                Connection connection = connectionTo(node)) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            assertThat(node.log.count(connection, Long.MAX_VALUE)).isEqualTo(1);
            node.append(counted("a", 1));

            List<StoredEvent> events = new ArrayList<>();
            node.log.between(connection, 0, Long.MAX_VALUE, events::add);

            assertThat(events).hasSize(1);
            assertThat(node.log.head()).isEqualTo(2);
        }
    }

    @Test
    void events_are_counted_up_to_a_position() throws SQLException {
        try (Connection connection = DATABASE.dataSource().getConnection()) {
            assertThat(log.count(connection, 3)).isEqualTo(3);
            assertThat(log.count(connection, 100)).isEqualTo(4);
            assertThat(log.count(connection, 0)).isZero();
        }
    }

    @Test
    void the_time_of_a_position_is_that_of_the_newest_event_at_or_before_it() {
        assertThat(log.head()).isEqualTo(4);
        assertThat(log.timestampAt(2)).contains(AT.plusSeconds(1));
        assertThat(log.timestampAt(100)).contains(AT.plusSeconds(3));
        assertThat(log.timestampAt(0)).isEmpty();
    }

    @Test
    void a_stored_event_can_be_read_as_handlers_would_get_it() {
        List<StoredEvent> events = new ArrayList<>();
        log.ofAggregate("a", events::add);

        assertThat(log.event(events.get(0))).isEqualTo(new Counted("a", 1));
        assertThat(log.event(events.get(2))).isEqualTo(new UnreadableEvent("Forgotten", "9"));
    }

    private List<Long> between(long after, long upTo) throws SQLException {
        List<Long> positions = new ArrayList<>();
        try (Connection connection = DATABASE.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            log.between(connection, after, upTo, event -> positions.add(event.position()));
            assertThat(connection.isClosed()).isFalse();
        }
        return positions;
    }

    private static Connection connectionTo(StoreNode node) throws SQLException {
        return node.dataSource.getConnection();
    }

    private static EventMessage<?> at(String aggregate, long sequence, Instant at, String key) {
        return counted(aggregate, sequence, Map.of(StoreMetaData.AT, at, StoreMetaData.KEY, key, "who", "x"));
    }
}
