package io.runledger.service.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.ResourcePropertySource;

/** Gives every process the same defaults, below everything that is set elsewhere. */
final class SharedDefaults implements EnvironmentPostProcessor {

    private static final String NAME = "runledger-defaults";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.getPropertySources().contains(NAME)) {
            environment.getPropertySources().addLast(defaults());
        }
    }

    private static ResourcePropertySource defaults() {
        try {
            return new ResourcePropertySource(NAME, new ClassPathResource(NAME + ".properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
