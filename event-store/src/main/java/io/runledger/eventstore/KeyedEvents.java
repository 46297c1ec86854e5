package io.runledger.eventstore;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Looks up what was stored under a key, for commands that are about to be refused or repeated. */
public interface KeyedEvents {

    /** The events of an aggregate that carry one of the keys, in order of sequence. */
    List<DomainEventMessage<?>> find(String aggregate, Collection<String> keys);

    /** The sequence of the aggregate's newest event; empty if it has none. */
    OptionalLong lastSequence(String aggregate);

    /** Finds keys by reading the aggregate's whole stream, for stores that have no index of keys. */
    static KeyedEvents scanning(EventStore store) {
        return new ScannedEvents(store);
    }
}
