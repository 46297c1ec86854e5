package io.runledger.query.projection;

import java.util.List;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcOperations;

/** Runs each projection in a processor of its own, from the first event on. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class Processors {

    /** Enough that statements, not rows, are what a batch costs. */
    private static final int BATCH = 1000;

    @Bean
    ConfigurerModule projectionProcessors(
            List<Projection<?>> projections,
            JdbcOperations jdbc,
            Commits commits,
            ProjectedEvents events,
            ParkingQueues queues) {
        return configurer -> projections.forEach(projection -> register(
                configurer.eventProcessing(),
                new ProjectingHandler<>(projection, RowTarget.live(jdbc), commits),
                events,
                queues));
    }

    private static void register(
            EventProcessingConfigurer processing,
            ProjectingHandler<?> handler,
            ProjectedEvents events,
            ParkingQueues queues) {
        String name = handler.projectionName();
        processing
                .registerEventHandler(configuration -> handler)
                .assignHandlerInstancesMatching(name, handler::equals)
                .registerPooledStreamingEventProcessor(
                        name,
                        configuration -> events.of(name, configuration.eventStore()),
                        (configuration, processor) -> processor
                                .initialSegmentCount(1)
                                .batchSize(BATCH)
                                .initialToken(StreamableMessageSource::createTailToken))
                .registerDeadLetterQueue(name, configuration -> queues.of(name))
                .registerDeadLetterPolicy(name, configuration -> new ParkingPolicy(name))
                // Without the cache each event would ask the database whether its account has parked events.
                .registerDeadLetteringEventHandlerInvokerConfiguration(
                        name, (configuration, invoker) -> invoker.enableSequenceIdentifierCache());
    }
}
