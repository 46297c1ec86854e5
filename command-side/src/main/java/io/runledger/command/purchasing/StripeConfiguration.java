package io.runledger.command.purchasing;

import io.runledger.service.start.StartRefused;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Sets up the way to Stripe, if the environment has a key, or somebody brings a stand-in along. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StripeSettings.class)
class StripeConfiguration {

    @Bean
    Stripe stripe(StripeSettings settings, ObjectProvider<StripeAccess> standIn, Environment environment) {
        StripeAccess access = settings.keys().isEmpty() ? standIn.getIfAvailable() : accessBy(settings);
        if (access != null && access.isLive()) {
            requireRealLife(access, environment);
        }
        return new Stripe(access);
    }

    private static StripeAccess accessBy(StripeSettings settings) {
        List<String> keys = settings.keys();
        if (keys.size() > 1) {
            throw new StartRefused(
                    "Stripe's key is given twice.",
                    "Set one of runledger.stripe.api-key and runledger.stripe.api-key-file.");
        }
        if (settings.secrets().isEmpty()) {
            throw new StartRefused(
                    "There is a key of Stripe's but no webhook secret: nobody would learn of a payment.",
                    "Set runledger.stripe.webhook-secrets to the signing secret of the endpoint /v1/stripe/webhook.");
        }
        return new StripeAccess(keys.get(0), base(settings.apiBase()), settings.secrets());
    }

    private static @Nullable URI base(@Nullable String base) {
        return base == null || base.isBlank() ? null : URI.create(base);
    }

    private static void requireRealLife(StripeAccess access, Environment environment) {
        if (access.apiBase() != null) {
            throw new StartRefused(
                    "runledger.stripe.api-base is set, and Stripe's key is a live one: it would be sent elsewhere.",
                    "Leave runledger.stripe.api-base out, or use a test key.");
        }
        if (environment.containsProperty("runledger.clock.start-at")) {
            throw new StartRefused(
                    "A clock that can be moved (runledger.clock.start-at) is for trying, but Stripe's key is a live one.",
                    "Leave runledger.clock.start-at out, or use a test key.");
        }
    }
}
