package io.runledger.eventstore;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Events in PostgreSQL. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventStoreProperties.class)
@Profile("!" + EventStoreConfiguration.AXON_SERVER)
class PostgresStoreConfiguration {

    @Bean
    EventTable eventTable(EventStoreSchema schema) {
        return new EventTable(schema.dataSource());
    }

    /** Closed with its streams after the processors, and before the pool of connections. */
    @Bean
    HeadWatcher headWatcher(EventStoreSchema schema, JustStored justStored, ObjectProvider<MeterRegistry> meters) {
        HeadWatcher watcher = new HeadWatcher(schema.dataSource(), justStored::newest);
        meters.ifAvailable(registry -> Gauge.builder("runledger.eventstore.head", watcher, HeadWatcher::head)
                .description("The highest position that this process has seen")
                .register(registry));
        return watcher;
    }

    @Bean
    JustStored justStored() {
        return new JustStored();
    }

    /**
     * Closed after whoever gives it events: it stores what it was given before.
     *
     * @param telling closed after it
     * @param copies of aggregates; where nobody keeps any, nothing is out of date
     */
    @Bean
    GroupCommit appender(
            EventStoreSchema schema,
            EventStoreProperties properties,
            HeadWatcher watcher,
            JustStored justStored,
            EventMessages messages,
            TellingThread telling,
            ObjectProvider<Copies> copies,
            ObjectProvider<MeterRegistry> meters) {
        return new GroupCommit(
                new WriterConnection(schema.dataSource(), properties.patience()),
                properties.queueCapacity(),
                new AppendMeters(meters.getIfAvailable(SimpleMeterRegistry::new)),
                telling::tell,
                new Audience(justStored, copies.getIfAvailable(() -> Copies.NONE), messages),
                watcher::appended);
    }

    @Bean
    EventMessages eventMessages(
            @Qualifier("eventSerializer") LogicalNameSerializer serializer, ObjectProvider<EventUpcaster> upcasters) {
        List<EventUpcaster> chain = upcasters.orderedStream().toList();
        return new EventMessages(
                serializer, chain.isEmpty() ? NoOpEventUpcaster.INSTANCE : new EventUpcasterChain(chain));
    }

    @Bean
    PostgresEventStorageEngine eventStorageEngine(
            EventStoreSchema schema, EventTable events, Appender appender, EventMessages messages) {
        return new PostgresEventStorageEngine(events, new SnapshotTable(schema.dataSource()), appender, messages);
    }

    @Bean
    PostgresEventStore eventStore(
            EventTable events,
            PostgresEventStorageEngine engine,
            EventMessages messages,
            JustStored justStored,
            HeadWatcher watcher) {
        return new PostgresEventStore(events, engine, messages, justStored, watcher);
    }

    @Bean
    KeyedEvents keyedEvents(EventTable events, PostgresEventStorageEngine engine) {
        return new StoredKeys(events, engine);
    }

    @Bean
    EventLog eventLog(EventStoreSchema schema, EventTable events, EventMessages messages) {
        return new EventLog(schema.dataSource(), events, messages);
    }
}
