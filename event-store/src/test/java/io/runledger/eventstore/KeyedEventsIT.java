package io.runledger.eventstore;

import static io.runledger.eventstore.StoreNode.counted;
import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.eventstore.CounterEvent.Counted;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ways of looking keys up find the same. */
class KeyedEventsIT {

    private static final StoreNode NODE = new StoreNode(TestDatabase.fresh().dataSource());

    @BeforeAll
    static void someEvents() {
        NODE.append(counted("a", 0, "open"), counted("a", 1), counted("a", 2, "reserve:1"));
        NODE.append(counted("b", 0, "reserve:1"));
        NODE.append(counted("a", 3, "capture:1"));
    }

    @AfterAll
    static void close() {
        NODE.close();
    }

    static Stream<KeyedEvents> ways() {
        return Stream.of(NODE.keys, KeyedEvents.scanning(NODE.store));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void the_events_that_carry_the_keys_are_found_in_order(KeyedEvents keys) {
        List<DomainEventMessage<?>> found = keys.find("a", List.of("capture:1", "reserve:1", "refund:1"));

        assertThat(found).extracting(DomainEventMessage::getSequenceNumber).containsExactly(2L, 3L);
        assertThat(found.get(0).getPayload()).isEqualTo(new Counted("a", 1));
        assertThat(found.get(0).getMetaData()).containsEntry(StoreMetaData.KEY, "reserve:1");
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
}
