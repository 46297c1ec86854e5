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
     * @param atHand what its streams need not read from the table
     */
    PostgresEventStore(
            EventTable events,
            PostgresEventStorageEngine engine,
            EventMessages messages,
            JustStored atHand,
            HeadWatcher watcher) {
        super(new Builder().storageEngine(engine));
        this.recent = new RecentEvents(events, messages, atHand, watcher);
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
