package io.runledger.eventstore;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are stored.
 *
 * @param queueCapacity units of work that may wait to be stored; what comes beyond is refused
 */
@ConfigurationProperties("runledger.event-store")
record EventStoreProperties(@DefaultValue("10000") int queueCapacity) {}
