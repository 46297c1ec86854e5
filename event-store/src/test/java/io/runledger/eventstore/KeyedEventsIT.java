package io.runledger.eventstore;

import static io.runledger.eventstore.StoreNode.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.eventstore.CounterEvent.Counted;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ways of looking keys up find the same. */
class KeyedEventsIT {

    private static final StoreNode NODE = new StoreNode(TestDatabase.fresh().dataSource());

    private static final EventStore IN_MEMORY = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();

    @BeforeAll
    static void someEvents() {
        for (EventStore store : List.of(NODE.store, IN_MEMORY)) {
            store.publish(counted("a", 0, "open"), counted("a", 1), counted("a", 2, "reserve:1"));
            store.publish(counted("b", 0, "reserve:1"));
            store.publish(counted("a", 3, "capture:1"));
        }
    }

    @AfterAll
    static void close() {
        NODE.close();
    }

    static Stream<KeyedEvents> ways() {
        return Stream.of(NODE.keys, KeyedEvents.scanning(IN_MEMORY));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void the_events_that_carry_the_keys_are_found_in_order(KeyedEvents keys) {
        List<DomainEventMessage<?>> found = keys.find("a", List.of("capture:1", "reserve:1", "refund:1"));

        assertThat(found).extracting(DomainEventMessage::getSequenceNumber).containsExactly(2L, 3L);
        assertThat(found.get(0).getPayload()).isEqualTo(new Counted("a", 1));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void keys_of_other_aggregates_and_no_keys_find_nothing(KeyedEvents keys) {
        assertThat(keys.find("b", List.of("capture:1"))).isEmpty();
        assertThat(keys.find("nobody", List.of("capture:1"))).isEmpty();
        assertThat(keys.find("a", List.of())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void the_last_sequence_is_that_of_the_newest_event(KeyedEvents keys) {
        assertThat(keys.lastSequence("a")).hasValue(3);
        assertThat(keys.lastSequence("b")).hasValue(0);
        assertThat(keys.lastSequence("nobody")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void only_the_last_sequence_is_the_newest(KeyedEvents keys) {
        keys.requireNewest("a", 3);
        keys.requireNewest("nobody", -1);

        assertThatThrownBy(() -> keys.requireNewest("a", 2)).isInstanceOf(ConcurrencyException.class);
        assertThatThrownBy(() -> keys.requireNewest("nobody", 0)).isInstanceOf(ConcurrencyException.class);
    }
}
