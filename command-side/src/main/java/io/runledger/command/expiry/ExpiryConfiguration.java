package io.runledger.command.expiry;

import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How Axon runs the processor behind the table of open reservations. */
@Configuration(proxyBeanMethods = false)
class ExpiryConfiguration {

    private static final int EVENTS_A_BATCH = 1_000;

    @Bean
    ConfigurerModule expiryProcessor() {
        return configurer -> configurer
                .eventProcessing()
                .registerPooledStreamingEventProcessor(
                        OpenRunsHandler.GROUP,
                        configuration -> configuration.eventStore(),
                        (configuration, builder) -> builder.initialSegmentCount(1)
                                .batchSize(EVENTS_A_BATCH)
                                .initialToken(source -> source.createTailToken()));
    }
}
