package io.runledger.service;

import io.runledger.service.clock.ClockConfiguration;
import io.runledger.service.fastpath.FastPathConfiguration;
import io.runledger.service.json.JsonConfiguration;
import io.runledger.service.limit.LimitConfiguration;
import io.runledger.service.openapi.OpenApiConfiguration;
import io.runledger.service.policy.PolicyConfiguration;
import io.runledger.service.problem.ProblemConfiguration;
import io.runledger.service.security.SecurityConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Everything that both sides share; a process that imports it speaks RunLedger's REST. */
@Configuration(proxyBeanMethods = false)
@Import({
    ClockConfiguration.class,
    FastPathConfiguration.class,
    JsonConfiguration.class,
    LimitConfiguration.class,
    OpenApiConfiguration.class,
    PolicyConfiguration.class,
    ProblemConfiguration.class,
    SecurityConfiguration.class
})
public class ServiceConfiguration {}
