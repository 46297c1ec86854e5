package io.runledger.service.limit;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Bounds what a request may bring. */
@Configuration(proxyBeanMethods = false)
public class LimitConfiguration {

    /** Far more than any command needs, and little enough to hold a few hundred at once. */
    private static final int MOST_BYTES = 1024 * 1024;

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit() {
        FilterRegistrationBean<BodyLimit> registration = new FilterRegistrationBean<>(new BodyLimit(MOST_BYTES));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }
}
