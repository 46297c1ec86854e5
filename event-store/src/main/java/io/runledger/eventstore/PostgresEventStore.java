package io.runledger.eventstore;

import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.jspecify.annotations.Nullable;

/** Axon's event store over the tables, with streams that wake their readers. */
final class PostgresEventStore extends AbstractEventStore {

    private final EventTable events;
    private final PostgresEventStorageEngine engine;
    private final HeadWatcher watcher;

    PostgresEventStore(EventTable events, PostgresEventStorageEngine engine, HeadWatcher watcher) {
        super(new Builder().storageEngine(engine));
        this.events = events;
        this.engine = engine;
        this.watcher = watcher;
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken token) {
        EventStream stream = new EventStream(events, engine, watcher, PostgresEventStorageEngine.position(token));
        watcher.add(stream);
        return stream;
    }

    private static final class Builder extends AbstractEventStore.Builder {}
}
