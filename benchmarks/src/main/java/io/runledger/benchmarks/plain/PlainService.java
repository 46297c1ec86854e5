package io.runledger.benchmarks.plain;

import io.runledger.service.ServiceConfiguration;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Spring MVC and SQL on Tomcat, as Spring Boot has it where nobody says anything else, behind the same key filter, limits and problems;
 * what else is on the class path stays out.
 */
@EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
@Import({ServiceConfiguration.class, PlainWallets.class, PlainController.class})
public class PlainService {

    public static void main(String[] arguments) {
        SpringApplication service = new SpringApplication(PlainService.class);
        service.setDefaultProperties(Map.of(
                "spring.autoconfigure.exclude",
                axon(),
                // It would close each connection after a hundred requests.
                "server.tomcat.max-keep-alive-requests",
                "-1"));
        service.run(arguments);
    }

    /** Every auto-configuration of Axon's. */
    private static String axon() {
        return ImportCandidates.load(AutoConfiguration.class, PlainService.class.getClassLoader())
                .getCandidates()
                .stream()
                .filter(name -> name.startsWith("org.axonframework."))
                .collect(Collectors.joining(","));
    }
}
