package io.runledger.service.policy;

import io.runledger.api.policy.Policy;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The policy that {@code runledger.policy} names. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
public class PolicyConfiguration {

    @Bean
    Policy policy(@Value("${runledger.policy:default}") String nameOrPath) {
        return PolicyFile.find(nameOrPath).read();
    }

    @Bean
    CurrentPolicy currentPolicy(Policy policy, ObjectProvider<PublishedRateCards> published) {
        return new CurrentPolicy(policy, published::stream);
    }

    @Bean
    RateCardWatch rateCardWatch(CurrentPolicy policy) {
        return new RateCardWatch(policy);
    }
}
