package io.runledger.service.fastpath;

import io.micrometer.core.instrument.MeterRegistry;
import io.runledger.service.security.KeyCheck;
import java.util.List;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.json.JsonMapper;

/** Puts the fast path before the servlets. */
@Configuration(proxyBeanMethods = false)
public class FastPathConfiguration {

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> fastPath(
            ObjectProvider<FastCalls> calls, JsonMapper json, KeyCheck keys, ObjectProvider<MeterRegistry> registry) {
        SingletonSupplier<List<Route<?>>> routes = SingletonSupplier.of(() -> calls.stream()
                .flatMap(part -> part.calls().stream())
                .<Route<?>>map(call -> route(call, json, keys, registry.getObject()))
                .toList());
        return factory -> {
            if (factory.getThreadPool() instanceof QueuedThreadPool usual) {
                factory.setThreadPool(new ServerThreads(usual));
            }
            factory.addServerCustomizers(
                    server -> server.setHandler(new FastPath(routes::obtain, json, server.getHandler())));
        };
    }

    private static <B> Route<B> route(FastCall<B> call, JsonMapper json, KeyCheck keys, MeterRegistry registry) {
        PathTemplate path = new PathTemplate(call.path());
        return new Route<>(
                call,
                path,
                call.body() == null ? null : json.readerFor(call.body()),
                keys.of(HttpMethod.POST, path.example()),
                new CallTimers(registry, call.path()));
    }
}
