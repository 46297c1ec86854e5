package io.runledger.eventstore;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.ConcurrencyException;

/** Reads the whole stream of an aggregate to find keys. */
record ScannedEvents(EventStore store) implements KeyedEvents {

    @Override
    public List<DomainEventMessage<?>> find(String aggregate, Collection<String> keys) {
        return store.readEvents(aggregate, 0)
                .asStream()
                .filter(event -> carriesOneOf(keys, event))
                .<DomainEventMessage<?>>map(event -> event)
                .toList();
    }

    @Override
    public OptionalLong lastSequence(String aggregate) {
        return store.lastSequenceNumberFor(aggregate).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    @Override
    public boolean refusesUsedKeys() {
        return false;
    }

    @Override
    public void requireNewest(String aggregate, long sequence) {
        if (lastSequence(aggregate).orElse(-1) != sequence) {
            throw new ConcurrencyException(
                    "Event %d is not the newest of aggregate [%s]".formatted(sequence, aggregate));
        }
    }

    private static boolean carriesOneOf(Collection<String> keys, DomainEventMessage<?> event) {
        return event.getMetaData().get(StoreMetaData.KEY) instanceof String key && keys.contains(key);
    }
}
