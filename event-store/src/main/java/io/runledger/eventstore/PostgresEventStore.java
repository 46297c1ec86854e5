package io.runledger.eventstore;

import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.jspecify.annotations.Nullable;

/** Axon's event store over the tables, with streams that wake their readers. */
final class PostgresEventStore extends AbstractEventStore {

    private final RecentEvents recent;
    private final HeadWatcher watcher;

    /**
     * @param own what this process has stored, for its streams
     */
    PostgresEventStore(
            EventTable events,
            PostgresEventStorageEngine engine,
            EventMessages messages,
            JustStored own,
            HeadWatcher watcher) {
        super(new Builder().storageEngine(engine));
        this.recent = new RecentEvents(events, messages, own, watcher::changes);
        this.watcher = watcher;
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken token) {
        EventStream stream = new EventStream(recent, watcher, PostgresEventStorageEngine.position(token));
        watcher.add(stream);
        return stream;
    }

    private static final class Builder extends AbstractEventStore.Builder {}
}
