package io.runledger.command.ratecard;

import io.runledger.api.policy.RateCardCommand;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How Axon finds a platform's rate cards. Without a resolver of their own they would be given the accounts'. */
@Configuration(proxyBeanMethods = false)
class RateCardConfiguration {

    @Bean
    CommandTargetResolver rateCardsOfCommand() {
        return command -> new VersionedAggregateIdentifier(((RateCardCommand) command.getPayload()).book(), null);
    }
}
