package io.runledger.eventstore;

import static io.runledger.eventstore.StoreNode.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.eventstore.CounterEvent.Counted;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class UnreadableEventIT {

    private final TestDatabase database = TestDatabase.fresh();
    private final StoreNode node = new StoreNode(database.dataSource());

    @BeforeEach
    void aNewerVersionStoredAnEventThatIsUnknownHere() {
        node.append(counted("a", 0), counted("a", 1), counted("b", 0));
        JdbcClient.create(database.dataSource())
                .sql(
                        "update event_store.event set type = 'Novel', revision = '1' where aggregate = 'a' and sequence = 1")
                .update();
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void its_aggregate_can_not_be_loaded() {
        assertThatThrownBy(() -> node.eventsOf("a"))
                .isInstanceOf(EventStoreException.class)
                .hasMessageContaining("Event 1 of aggregate [a]")
                .hasMessageContaining("Novel");
    }

    @Test
    void other_aggregates_are_loaded_as_ever() {
        assertThat(node.eventsOf("b")).hasSize(1);
    }

    @Test
    void processors_are_given_it_to_refuse_and_the_others_to_handle() throws InterruptedException {
        try (TrackingEventStream stream = node.store.openStream(null)) {
            assertThat(stream.nextAvailable().getPayload()).isEqualTo(new Counted("a", 1));
            assertThat(stream.nextAvailable().getPayload()).isEqualTo(new UnreadableEvent("Novel", "1"));
            assertThat(stream.nextAvailable().getPayload()).isEqualTo(new Counted("b", 1));
        }
    }
}
