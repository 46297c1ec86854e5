package io.runledger.eventstore;

import static io.runledger.eventstore.StoreNode.counted;
import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.eventstore.CounterEvent.Counted;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.messaging.Message;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events of an old form reach everyone in the new one. */
class UpcasterIT {

    private final TestDatabase database = TestDatabase.fresh();
    private final StoreNode node = new StoreNode(database.dataSource(), new TallyIsCount());

    /** Counting was once called tallying, and went by a "step". */
    private static final class TallyIsCount extends SingleEventUpcaster {

        private static final SerializedType OLD = new SimpleSerializedType("Tallied", "1");
        private static final SerializedType NEW = StoreNode.SERIALIZER.typeForClass(Counted.class);

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().equals(OLD);
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(NEW, String.class, json -> json.replace("\"step\"", "\"by\""));
        }
    }

    @BeforeEach
    void anOldVersionStoredTheFirst() {
        node.append(counted("a", 0), counted("a", 1));
        JdbcClient.create(database.dataSource()).sql("""
                        update event_store.event set type = 'Tallied', revision = '1', payload = '{"counter": "a", "step": 5}'
                         where sequence = 0
                        """).update();
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void streams_give_them_as_they_are_now() throws InterruptedException {
        try (TrackingEventStream stream = node.store.openStream(null)) {
            assertThat(stream.nextAvailable().getPayload()).isEqualTo(new Counted("a", 5));
            assertThat(stream.nextAvailable().getPayload()).isEqualTo(new Counted("a", 1));
        }
    }

    @Test
    void aggregates_are_loaded_from_them_as_they_are_now() {
        assertThat(node.eventsOf("a").stream().<Object>map(Message::getPayload))
                .containsExactly(new Counted("a", 5), new Counted("a", 1));
    }
}
