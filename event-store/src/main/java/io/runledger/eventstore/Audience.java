package io.runledger.eventstore;

import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * Who in a process is to know what was stored.
 *
 * @param streams of events
 * @param copies of aggregates, by which something is decided
 * @param messages what both get
 */
record Audience(JustStored streams, Copies copies, EventMessages messages) {

    /**
     * Others have stored events of an aggregate, which its copy may not know. What isn't simply what was stored is left for it to read.
     *
     * @param missed in order, without a gap
     */
    void outOfDate(String aggregate, List<ReadEvent> missed) {
        List<DomainEventMessage<?>> events = messages.upcasts() ? List.of() : messages.ofAggregate(missed);
        if (events.isEmpty() || events.stream().anyMatch(event -> event.getPayloadType() == UnreadableEvent.class)) {
            copies.outOfDate(aggregate, missed.get(missed.size() - 1).sequence());
        } else {
            copies.outOfDate(aggregate, events);
        }
    }
}
