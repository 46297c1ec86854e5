package io.runledger.command.expiry;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

/** How Axon runs the processor behind the table of open reservations. */
@Configuration(proxyBeanMethods = false)
@PropertySource("classpath:expiry.properties")
class ExpiryConfiguration {}
