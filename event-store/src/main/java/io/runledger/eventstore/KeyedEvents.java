package io.runledger.eventstore;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Looks up what was stored, for commands that are about to be refused or repeated. */
public interface KeyedEvents {

    /** The events of an aggregate that carry one of the keys, in order of sequence. */
    List<DomainEventMessage<?>> find(String aggregate, Collection<String> keys);

    /** The sequence of the aggregate's newest event; empty if it has none. */
    OptionalLong lastSequence(String aggregate);

    /**
     * Makes sure that an answer that stores nothing rests on the newest event of its aggregate, and that this event is
     * durable; within {@link Pending} it is waited for later.
     *
     * @param sequence of the event that the copy in memory has seen last
     * @throws org.axonframework.modelling.command.ConcurrencyException if someone else has written since
     */
    void requireNewest(String aggregate, long sequence);

    /**
     * Whether the store refuses an event whose key was used. Where it does not, a key has to be looked up before anything is
     * accepted under it.
     */
    boolean refusesUsedKeys();

    /** The payload of an aggregate's newest event; empty if it has none. */
    static Optional<Object> newest(EventStore store, String aggregate) {
        return store.lastSequenceNumberFor(aggregate)
                .map(last -> store.readEvents(aggregate, last).next().getPayload());
    }

    /** Finds keys by reading the aggregate's whole stream, for stores that have no index of keys. */
    static KeyedEvents scanning(EventStore store) {
        return new ScannedEvents(store);
    }
}
