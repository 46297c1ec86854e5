package io.runledger.eventstore;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.axonframework.eventhandling.DomainEventMessage;

/** Finds keys by their index. */
record StoredKeys(EventTable events, PostgresEventStorageEngine engine) implements KeyedEvents {

    @Override
    public List<DomainEventMessage<?>> find(String aggregate, Collection<String> keys) {
        return engine.withKey(aggregate, keys);
    }

    @Override
    public OptionalLong lastSequence(String aggregate) {
        return events.lastSequence(aggregate);
    }

    @Override
    public boolean refusesUsedKeys() {
        return true;
    }

    @Override
    public void requireNewest(String aggregate, long sequence) {
        engine.confirm(aggregate, sequence);
    }
}
