package io.runledger.standalone;

import io.runledger.command.purchasing.StripeAccess;
import io.runledger.stripesandbox.SandboxSettings;
import io.runledger.stripesandbox.StripeSandbox;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;

/** Brings a stand-in for Stripe along where there is no key, so that buying can be tried. */
@Configuration(proxyBeanMethods = false)
@Conditional(NeedsSandbox.class)
class SandboxConfiguration {

    private static final String PORT = "runledger.stripe.sandbox.port";
    private static final int USUAL_PORT = 12_111;
    private static final int SECRET_BYTES = 24;

    @Bean
    SandboxSettings sandboxSettings(DataFolder folder, Clock clock, Environment environment) {
        return new SandboxSettings(
                environment.getProperty(PORT, Integer.class, USUAL_PORT),
                folder.stripeSandbox(),
                clock,
                "sk_test_sandbox_" + secret(),
                "whsec_" + secret());
    }

    @Bean
    StripeSandbox stripeSandbox(SandboxSettings settings, Environment environment) throws IOException {
        try {
            return StripeSandbox.start(settings);
        } catch (BindException taken) {
            if (environment.containsProperty(PORT)) {
                throw taken;
            }
            // Another one runs on this machine.
            return StripeSandbox.start(new SandboxSettings(
                    0, settings.journal(), settings.clock(), settings.apiKey(), settings.webhookSecret()));
        }
    }

    @Bean
    StripeAccess accessToSandbox(StripeSandbox sandbox, SandboxSettings settings) {
        return new StripeAccess(settings.apiKey(), sandbox.base(), List.of(settings.webhookSecret()));
    }

    @Bean
    Deliveries sandboxDeliveries(StripeSandbox sandbox, Environment environment) {
        return new Deliveries(sandbox, environment);
    }

    /** Tells the sandbox where its events go, once that is known. */
    record Deliveries(StripeSandbox sandbox, Environment environment) {

        @EventListener(ApplicationReadyEvent.class)
        void begin() {
            int port = environment.getRequiredProperty("local.server.port", Integer.class);
            sandbox.deliverTo(URI.create(ListensOn.url(environment, port) + "/v1/stripe/webhook"));
        }
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
