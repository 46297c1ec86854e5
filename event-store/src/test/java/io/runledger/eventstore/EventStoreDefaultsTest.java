package io.runledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;

class EventStoreDefaultsTest {

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void axon_neither_calls_home_nor_looks_for_a_server() {
        withDefaults();

        assertThat(environment.getProperty("axon.axonserver.enabled")).isEqualTo("false");
        assertThat(environment.getProperty("axon.update-check.disabled")).isEqualTo("true");
        assertThat(environment.getProperty("axon.timeout.enabled")).isEqualTo("false");
    }

    @Test
    void the_writer_tells_those_who_wait_while_it_waits_itself() {
        withDefaults();

        assertThat(environment.getProperty("spring.datasource.hikari.data-source-properties.socketFactory"))
                .isEqualTo(WaitingSockets.class.getName());
    }

    @Test
    void the_profile_switches_axon_server_on() {
        environment.setActiveProfiles("axonserver");

        withDefaults();

        assertThat(environment.getProperty("axon.axonserver.enabled")).isEqualTo("true");
        assertThat(environment.getProperty("axon.update-check.disabled")).isEqualTo("true");
    }

    @Test
    void a_default_can_be_overridden() {
        environment.setProperty("axon.timeout.enabled", "true");

        withDefaults();

        assertThat(environment.getProperty("axon.timeout.enabled")).isEqualTo("true");
    }

    @Test
    void with_axon_server_keys_are_looked_up_in_its_streams_and_there_is_no_store_here() {
        new ApplicationContextRunner()
                .withPropertyValues("spring.profiles.active=axonserver")
                .withBean(EventStore.class, EventStoreDefaultsTest::someStore)
                .withUserConfiguration(PostgresStoreConfiguration.class, AxonServerStoreConfiguration.class)
                .run(context -> {
                    assertThat(context).hasSingleBean(KeyedEvents.class).doesNotHaveBean(EventLog.class);
                    assertThat(context.getBean(KeyedEvents.class)).isInstanceOf(ScannedEvents.class);
                });
    }

    private void withDefaults() {
        new EventStoreDefaults().postProcessEnvironment(environment, new SpringApplication());
    }

    private static EventStore someStore() {
        return EmbeddedEventStore.builder()
                .storageEngine(new InMemoryEventStorageEngine())
                .build();
    }
}
