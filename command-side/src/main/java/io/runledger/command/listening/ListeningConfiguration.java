package io.runledger.command.listening;

import java.util.List;
import org.axonframework.config.ConfigurerModule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/** How Axon runs the processor of all who listen. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:listening.properties")
class ListeningConfiguration {

    /** The name under which it is stored how far it has come. It began with the table of open reservations. */
    private static final String PROCESSOR = "expiry";

    @Bean
    ConfigurerModule listeners(List<Listening> listening) {
        Listeners listeners = new Listeners(listening.stream()
                .flatMap(listens -> listens.listeners().stream())
                .toList());
        return configurer -> configurer
                .eventProcessing()
                .registerEventHandler(configuration -> listeners)
                .assignHandlerInstancesMatching(PROCESSOR, listeners::equals);
    }
}
