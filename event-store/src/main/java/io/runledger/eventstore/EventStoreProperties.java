package io.runledger.eventstore;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are stored.
 *
 * @param queueCapacity units of work that may wait to be stored; what comes beyond is refused
 * @param patience how long the database's answer is waited for; after that, what became of the events is unknown
 */
@ConfigurationProperties("runledger.event-store")
record EventStoreProperties(
        @DefaultValue("10000") int queueCapacity,
        @DefaultValue("20s") Duration patience) {

    /** It becomes a number of milliseconds in which 0 stands for ever. */
    private static final Duration LEAST = Duration.ofSeconds(1);

    private static final Duration MOST = Duration.ofHours(1);

    EventStoreProperties {
        if (patience.compareTo(LEAST) < 0 || patience.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "runledger.event-store.patience must be from 1s to 1h, and is " + patience);
        }
    }
}
