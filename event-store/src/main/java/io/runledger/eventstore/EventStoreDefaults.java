package io.runledger.eventstore;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/** What Axon and the pool of connections have to be told wherever this store is used; any other source of properties overrides it. */
final class EventStoreDefaults implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        boolean axonServer = environment.acceptsProfiles(Profiles.of(EventStoreConfiguration.AXON_SERVER));
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "event-store-defaults",
                        Map.of(
                                "axon.axonserver.enabled",
                                axonServer,
                                // It would call home.
                                "axon.update-check.disabled",
                                true,
                                // It walks the stack for every task.
                                "axon.timeout.enabled",
                                false,
                                "spring.datasource.hikari.data-source-properties.socketFactory",
                                WaitingSockets.class.getName())));
    }
}
