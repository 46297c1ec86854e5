package io.runledger.service.problem;

import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Turns whatever ends a request early into a problem. */
@Configuration(proxyBeanMethods = false)
@Import({ProblemAdvice.class, ErrorPage.class})
public class ProblemConfiguration {

    @Bean
    WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> problemsOfJetty() {
        return factory -> factory.addServerCustomizers(server -> server.setErrorHandler(new JettyProblems()));
    }

    @Bean
    RequestRejectedHandler problemsOfTheFirewall() {
        return (request, response, rejected) -> ProblemAnswer.write(
                Problem.invalidRequest("the method, the path or a header holds what is not accepted here,"
                        + " such as an encoded slash, a double slash or a control character"),
                response);
    }
}
