package io.runledger.service.limit;

import java.util.stream.Stream;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** How much a request may bring, and how many may come at once. */
@Configuration(proxyBeanMethods = false)
public class LimitConfiguration {

    /** Far more than any command needs, and little enough to hold a few hundred at once. */
    private static final int MOST_BYTES = 1024 * 1024;

    /** Jetty leaves it at Java's 50; who finds the queue full is let in a second later. */
    private static final int MOST_CONNECTING = 1024;

    /** Jetty would find a connection's headers again in a table of 98 KB, which is no quicker than reading them. */
    private static final int NO_HEADER_CACHE = 0;

    @Bean
    WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> roomForAllGatewaysThatConnectAnew() {
        return factory -> factory.addServerCustomizers(server -> Stream.of(server.getConnectors())
                .map(ServerConnector.class::cast)
                .forEach(connector -> connector.setAcceptQueueSize(MOST_CONNECTING)));
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> littleMemoryForEachConnection() {
        return factory -> factory.addServerCustomizers(server -> Stream.of(server.getConnectors())
                .map(connector -> connector.getConnectionFactory(HttpConfiguration.ConnectionFactory.class))
                .forEach(connection -> connection.getHttpConfiguration().setHeaderCacheSize(NO_HEADER_CACHE)));
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit() {
        FilterRegistrationBean<BodyLimit> registration = new FilterRegistrationBean<>(new BodyLimit(MOST_BYTES));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }
}
