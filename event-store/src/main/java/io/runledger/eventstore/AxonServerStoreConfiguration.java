package io.runledger.eventstore;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Events in Axon Server, which its own connector provides. It has no unique keys, so streams are searched for them. */
@Configuration(proxyBeanMethods = false)
@Profile(EventStoreConfiguration.AXON_SERVER)
class AxonServerStoreConfiguration {

    @Bean
    KeyedEvents keyedEvents(EventStore store) {
        return KeyedEvents.scanning(store);
    }

    @Bean
    AppendQueue appendQueue() {
        return AppendQueue.NONE;
    }
}
