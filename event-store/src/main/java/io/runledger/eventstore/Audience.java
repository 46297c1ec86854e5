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
     * Others have stored events of an aggregate, which its copy may not know.
     *
     * @param missed in order, without a gap
     */
    void outOfDate(String aggregate, List<ReadEvent> missed) {
        copies.outOfDate(aggregate, missed.get(missed.size() - 1).sequence(), () -> asTheyWereStored(missed));
    }

    /** Empty where what a copy is to take in is not simply what was stored: then it reads that as it usually does. */
    private List<DomainEventMessage<?>> asTheyWereStored(List<ReadEvent> missed) {
        List<DomainEventMessage<?>> events = messages.upcasts() ? List.of() : messages.ofAggregate(missed);
        return events.stream().anyMatch(event -> event.getPayloadType() == UnreadableEvent.class) ? List.of() : events;
    }
}
