package io.runledger.query;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;

/** The query side as a process of its own, on port 8082 unless told otherwise. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(QuerySide.class)
public class QuerySideApplication {

    private static final String SHARED_DEFAULTS = "runledger-defaults";
    private static final int PORT = 8082;

    public static void main(String... arguments) {
        SpringApplication application = new SpringApplication(QuerySideApplication.class);
        application.addInitializers(context -> usePort(context.getEnvironment().getPropertySources()));
        application.run(arguments);
    }

    /** Another default than that of the other processes, so that both sides can run on one machine. */
    private static void usePort(MutablePropertySources sources) {
        MapPropertySource port = new MapPropertySource("query-side-defaults", Map.of("server.port", PORT));
        if (sources.contains(SHARED_DEFAULTS)) {
            sources.addBefore(SHARED_DEFAULTS, port);
        } else {
            sources.addLast(port);
        }
    }
}
