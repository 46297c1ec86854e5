package io.runledger.eventstore;

import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** The beans of the event store; each side imports them, and adds beans of {@link MessageNames}. */
@Configuration(proxyBeanMethods = false)
@Import({ProcessorConfiguration.class, PostgresStoreConfiguration.class, AxonServerStoreConfiguration.class})
public class EventStoreConfiguration {

    /** The profile in which Axon Server keeps the events. */
    static final String AXON_SERVER = "axonserver";

    /** Events are stamped by the clock that everything else goes by. */
    @Autowired
    void stampEventsBy(ObjectProvider<Clock> clock) {
        clock.ifAvailable(one -> GenericEventMessage.clock = one);
    }

    @Bean
    EventStoreSchema eventStoreSchema(DataSource dataSource) {
        return EventStoreSchema.migrated(dataSource);
    }

    @Bean
    LogicalNames logicalNames(ObjectProvider<MessageNames> names) {
        return new LogicalNames(names.stream());
    }

    @Bean
    @Primary
    Serializer generalSerializer(LogicalNames names) {
        return LogicalNameSerializer.general(names);
    }

    @Bean
    @Qualifier("eventSerializer")
    LogicalNameSerializer eventSerializer(LogicalNames names, ObjectProvider<EventFormat> formats) {
        return LogicalNameSerializer.forEvents(names, formats.stream());
    }

    @Bean
    @Qualifier("messageSerializer")
    LogicalNameSerializer messageSerializer(LogicalNames names) {
        return LogicalNameSerializer.forMessages(names);
    }

    @Bean
    TellingThread tellingThread() {
        return new TellingThread();
    }

    /** A processor asks for it by this name, as its source. */
    @Bean
    StreamableMessageSource<TrackedEventMessage<?>> unhurriedEvents(EventStore store) {
        return new UnhurriedEvents(store);
    }

    /** Axon's own would store the identifiers of messages that nobody keeps. */
    @Bean
    CorrelationDataProvider noCorrelationData() {
        return message -> Map.of();
    }
}
