package io.runledger.eventstore;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Axon's way to the tables. Positions become visible in order, so a token is a position and nothing more. */
final class PostgresEventStorageEngine extends BatchingEventStorageEngine {

    static final int BATCH = 1000;

    private static final long BEFORE_ALL = 0;

    private final EventTable events;
    private final SnapshotTable snapshots;
    private final Appender appender;
    private final EventMessages messages;

    PostgresEventStorageEngine(EventTable events, SnapshotTable snapshots, Appender appender, EventMessages messages) {
        super(new Builder()
                .batchSize(BATCH)
                .eventSerializer(messages.serializer())
                .snapshotSerializer(messages.serializer())
                .upcasterChain(messages.upcaster()));
        this.events = events;
        this.snapshots = snapshots;
        this.appender = appender;
        this.messages = messages;
    }

    /** Waits until they are durable, unless someone else does. */
    @Override
    protected void appendEvents(List<? extends EventMessage<?>> messages, Serializer serializer) {
        if (messages.isEmpty()) {
            return;
        }
        List<EventRow> rows = messages.stream()
                .map(message -> EventRow.of(message, serializer))
                .toList();
        waitOrLeaveIt(appender.append(rows), rows.stream().map(EventRow::aggregate));
    }

    void confirm(String aggregate, long sequence) {
        waitOrLeaveIt(appender.confirm(aggregate, sequence), Stream.of(aggregate));
    }

    /** Who waits here holds the aggregates' locks, and loses the copies by the exception: nobody else has seen them. */
    private void waitOrLeaveIt(CompletableFuture<Void> durable, Stream<String> aggregates) {
        if (!Pending.handOver(durable)) {
            try {
                Pending.await(durable);
            } catch (RuntimeException e) {
                aggregates.forEach(appender::dropped);
                throw e;
            }
        }
    }

    /**
     * An aggregate that passed over an event would decide on a wrong state; better that it can't be loaded. What is on its
     * way is waited for.
     */
    @Override
    public DomainEventStream readEvents(String aggregate, long firstSequence) {
        appender.settled(aggregate).join();
        DomainEventStream stream = super.readEvents(aggregate, firstSequence);
        return DomainEventStream.of(
                stream.asStream().peek(PostgresEventStorageEngine::requireReadable), stream::getLastSequenceNumber);
    }

    private static void requireReadable(DomainEventMessage<?> event) {
        if (event.getPayloadType() == UnreadableEvent.class) {
            throw new EventStoreException("Event %d of aggregate [%s] can't be read here: %s"
                    .formatted(event.getSequenceNumber(), event.getAggregateIdentifier(), event.getPayload()));
        }
    }

    @Override
    protected List<ReadEvent> fetchDomainEvents(String aggregate, long firstSequence, int batchSize) {
        return events.ofAggregate(aggregate, firstSequence, batchSize);
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken last, int batchSize) {
        return events.after(position(last), batchSize);
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        snapshots.store(snapshot, serializer);
    }

    /** A snapshot of another revision is passed over: its aggregate is loaded from events, and gets a new one. */
    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregate) {
        return snapshots
                .read(aggregate)
                .filter(snapshot ->
                        messages.serializer().writes(snapshot.getPayload().getType()))
                .stream();
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregate) {
        return events.lastSequence(aggregate).stream().boxed().findFirst();
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(BEFORE_ALL);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(events.head());
    }

    @Override
    public TrackingToken createTokenAt(Instant instant) {
        return new GlobalSequenceTrackingToken(events.before(instant));
    }

    /** The events that carry one of the keys, those on their way included: a copy in memory has taken them in. */
    List<DomainEventMessage<?>> withKey(String aggregate, Collection<String> keys) {
        // In this order, so that what becomes durable meanwhile is not missed.
        List<EventRow> onTheirWay = appender.onTheirWay(aggregate);
        Map<Long, ReadEvent> found = new TreeMap<>();
        onTheirWay.stream()
                .filter(row -> row.key() != null && keys.contains(row.key()))
                .forEach(row -> found.put(row.sequence(), ReadEvent.of(row)));
        events.withKey(aggregate, keys).forEach(event -> found.put(event.sequence(), event));
        return messages.ofAggregate(List.copyOf(found.values()));
    }

    /** How far a token has come, whatever wraps it; without one, nothing was seen yet. */
    static long position(@Nullable TrackingToken token) {
        TrackingToken unwrapped = WrappedToken.unwrapLowerBound(token);
        if (unwrapped == null) {
            return BEFORE_ALL;
        }
        if (unwrapped instanceof GlobalSequenceTrackingToken global) {
            return global.getGlobalIndex();
        }
        throw new IllegalArgumentException("Not a token of this store: " + unwrapped);
    }

    private static final class Builder extends BatchingEventStorageEngine.Builder {}
}
