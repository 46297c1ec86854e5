package io.runledger.eventstore;

import static io.runledger.eventstore.StoreNode.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.eventstore.CounterEvent.Counted;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SnapshotIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final StoreNode NODE = new StoreNode(DATABASE.dataSource());
    private static final JdbcClient JDBC = JdbcClient.create(DATABASE.dataSource());

    @BeforeEach
    void threeEvents() {
        JDBC.sql("truncate event_store.event, event_store.snapshot").update();
        NODE.append(counted("a", 0), counted("a", 1), counted("a", 2));
    }

    @AfterAll
    static void close() {
        NODE.close();
    }

    @Test
    void loading_begins_with_the_snapshot_and_goes_on_with_the_events_after_it() {
        NODE.store.storeSnapshot(snapshot(1, 20));

        List<? extends DomainEventMessage<?>> loaded = NODE.eventsOf("a");

        assertThat(loaded).extracting(DomainEventMessage::getSequenceNumber).containsExactly(1L, 2L);
        assertThat(loaded.get(0).getPayload()).isEqualTo(new Counted("a", 20));
        assertThat(loaded.get(0).getAggregateIdentifier()).isEqualTo("a");
    }

    @Test
    void it_is_stored_under_its_logical_name() {
        NODE.store.storeSnapshot(snapshot(1, 20));

        assertThat(JDBC.sql("select type || ' ' || revision || ' ' || (payload ->> 'by') from event_store.snapshot")
                        .query(String.class)
                        .single())
                .isEqualTo("Counted 3 20");
    }

    @Test
    void a_newer_snapshot_replaces_an_older_one() {
        NODE.store.storeSnapshot(snapshot(1, 20));
        NODE.store.storeSnapshot(snapshot(2, 30));

        assertThat(NODE.eventsOf("a"))
                .extracting(DomainEventMessage::getSequenceNumber)
                .containsExactly(2L);
    }

    @Test
    void an_older_snapshot_that_comes_late_does_not_replace_a_newer_one() {
        NODE.store.storeSnapshot(snapshot(2, 30));
        NODE.store.storeSnapshot(snapshot(1, 20));

        assertThat(NODE.eventsOf("a").get(0).getPayload()).isEqualTo(new Counted("a", 30));
    }

    @Test
    void a_snapshot_of_another_revision_is_passed_over() {
        NODE.store.storeSnapshot(snapshot(2, 30));
        JDBC.sql("update event_store.snapshot set revision = '2'").update();

        assertThat(NODE.eventsOf("a")).hasSize(3);
    }

    @Test
    void a_snapshot_of_a_type_that_is_no_more_is_passed_over() {
        NODE.store.storeSnapshot(snapshot(2, 30));
        JDBC.sql("update event_store.snapshot set type = 'Forgotten'").update();

        assertThat(NODE.eventsOf("a")).hasSize(3);
    }

    @Test
    void a_snapshot_without_a_name_is_refused() {
        assertThatThrownBy(() -> NODE.store.storeSnapshot(new GenericDomainEventMessage<>("Counter", "a", 2, "text")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static DomainEventMessage<?> snapshot(long sequence, int by) {
        return new GenericDomainEventMessage<>("Counter", "a", sequence, new Counted("a", by));
    }
}
