package io.runledger.eventstore;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.runledger.eventstore.CounterEvent.Counted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;

/** A store as one process has it, without Spring. */
final class StoreNode implements AutoCloseable {

    static final LogicalNames NAMES =
            new LogicalNames(Stream.of(MessageNames.ofSealed(CounterEvent.class), MessageNames.of(Counter.class)));

    static final LogicalNameSerializer SERIALIZER = LogicalNameSerializer.forEvents(NAMES, Stream.empty());

    static final int QUEUE_CAPACITY = 100;

    /** Longer than any test holds the writer back. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    final DataSource dataSource;
    final HeadWatcher watcher;
    final JustStored justStored = new JustStored();
    final TellingThread telling = new TellingThread();
    final GroupCommit appender;
    final EventTable events;
    final PostgresEventStorageEngine engine;
    final PostgresEventStore store;
    final KeyedEvents keys;
    final EventLog log;
    final Set<String> outOfDate = ConcurrentHashMap.newKeySet();
    final List<DomainEventMessage<?>> missed = new CopyOnWriteArrayList<>();
    volatile boolean othersPrevail;
    volatile boolean allOutOfDate;

    StoreNode(DataSource dataSource) {
        this(dataSource, PATIENCE);
    }

    /**
     * @param patience how long its writer waits for an answer of the database
     */
    StoreNode(DataSource dataSource, Duration patience) {
        this(dataSource, patience, NoOpEventUpcaster.INSTANCE);
    }

    StoreNode(DataSource dataSource, EventUpcaster upcaster) {
        this(dataSource, PATIENCE, upcaster);
    }

    private StoreNode(DataSource dataSource, Duration patience, EventUpcaster upcaster) {
        EventStoreSchema schema = EventStoreSchema.migrated(dataSource);
        this.dataSource = dataSource;
        events = new EventTable(schema.dataSource());
        EventMessages messages = new EventMessages(SERIALIZER, upcaster);
        watcher = new HeadWatcher(dataSource, justStored::newest);
        appender = new GroupCommit(
                new WriterConnection(dataSource, patience),
                QUEUE_CAPACITY,
                new AppendMeters(new SimpleMeterRegistry()),
                telling::tell,
                new Audience(justStored, new NotedCopies(), messages),
                watcher::appended);
        engine = new PostgresEventStorageEngine(events, new SnapshotTable(dataSource), appender, messages);
        store = new PostgresEventStore(events, engine, messages, justStored, watcher);
        keys = new StoredKeys(events, engine);
        log = new EventLog(dataSource, events, messages);
    }

    private final class NotedCopies implements Copies {

        @Override
        public void outOfDate(String aggregate, long newest) {
            outOfDate.add(aggregate);
        }

        @Override
        public void outOfDate(String aggregate, long newest, Supplier<List<DomainEventMessage<?>>> events) {
            missed.addAll(events.get());
            outOfDate.add(aggregate);
        }

        @Override
        public void othersPrevail() {
            othersPrevail = true;
        }

        @Override
        public void allOutOfDate() {
            othersPrevail = false;
            allOutOfDate = true;
        }
    }

    void append(EventMessage<?>... unit) {
        store.publish(List.of(unit));
    }

    List<? extends DomainEventMessage<?>> eventsOf(String aggregate) {
        return store.readEvents(aggregate).asStream().toList();
    }

    static DomainEventMessage<Counted> counted(String aggregate, long sequence) {
        return counted(aggregate, sequence, Map.of());
    }

    static DomainEventMessage<Counted> counted(String aggregate, long sequence, String key) {
        return counted(aggregate, sequence, Map.of(StoreMetaData.KEY, key));
    }

    static DomainEventMessage<Counted> counted(String aggregate, long sequence, Map<String, ?> metadata) {
        return new GenericDomainEventMessage<>("Counter", aggregate, sequence, new Counted(aggregate, 1), metadata);
    }

    @Override
    public void close() {
        watcher.close();
        appender.close();
        telling.close();
    }
}
