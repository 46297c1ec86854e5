package io.runledger.service.policy;

import io.runledger.api.policy.Policy;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The policy that {@code runledger.policy} names. */
@Configuration(proxyBeanMethods = false)
public class PolicyConfiguration {

    @Bean
    Policy policy(@Value("${runledger.policy:default}") String nameOrPath) {
        return PolicyFile.find(nameOrPath).read();
    }
}
