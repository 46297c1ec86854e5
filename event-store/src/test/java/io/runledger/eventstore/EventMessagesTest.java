package io.runledger.eventstore;

import static io.runledger.eventstore.StoreNode.SERIALIZER;
import static io.runledger.eventstore.StoreNode.counted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventMessagesTest {

    private static final EventMessages MESSAGES = new EventMessages(SERIALIZER, NoOpEventUpcaster.INSTANCE);

    static List<DomainEventMessage<?>> decided() {
        return List.of(counted("a", 3), counted("a", 3, "key"), counted("a", 3, Map.of("caller", "gateway")));
    }

    @Test
    void what_was_decided_here_is_not_read_again() {
        DomainEventMessage<?> decided = counted("a", 0);

        assertThat(tracked(stored(decided)).getPayload()).isSameAs(decided.getPayload());
    }

    @ParameterizedTest
    @MethodSource("decided")
    void it_says_the_same_as_if_it_had_been_read(DomainEventMessage<?> decided) {
        TrackedEventMessage<?> own = tracked(stored(decided));
        TrackedEventMessage<?> read = tracked(withoutDecided(stored(decided)));

        assertThat(own.getPayload()).isEqualTo(read.getPayload());
        assertThat(own.getPayloadType()).isEqualTo(read.getPayloadType());
        assertThat(own.getMetaData()).isEqualTo(read.getMetaData());
        assertThat(own.getIdentifier()).isEqualTo(read.getIdentifier());
        assertThat(own.getTimestamp()).isEqualTo(read.getTimestamp());
        assertThat(own.trackingToken()).isEqualTo(read.trackingToken());
    }

    @ParameterizedTest
    @MethodSource("decided")
    void where_it_is_parked_it_is_as_it_was_stored(DomainEventMessage<?> decided) {
        ReadEvent stored = stored(decided);
        TrackedEventMessage<?> own = tracked(stored);

        assertThat(own.serializePayload(SERIALIZER, String.class)).isEqualTo(stored.getPayload());
        assertThat(own.serializeMetaData(SERIALIZER, String.class).getData()).isEqualTo(stored.metadata());
    }

    private static ReadEvent stored(DomainEventMessage<?> decided) {
        return ReadEvent.of(7, EventRow.of(decided, SERIALIZER));
    }

    private static ReadEvent withoutDecided(ReadEvent event) {
        return new ReadEvent(
                event.position(),
                event.aggregate(),
                event.sequence(),
                event.timestamp(),
                event.type(),
                event.revision(),
                event.payload(),
                null,
                event.metadata());
    }

    private static TrackedEventMessage<?> tracked(ReadEvent event) {
        return MESSAGES.tracked(List.of(event)).findFirst().orElseThrow();
    }
}
