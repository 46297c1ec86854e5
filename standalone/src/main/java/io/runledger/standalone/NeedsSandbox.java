package io.runledger.standalone;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether payments are played. They never are where there is a key of Stripe's, nor where others can reach this process:
 * nobody shall get credits for money that does not move.
 */
final class NeedsSandbox implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        return environment.getProperty("runledger.stripe.sandbox.enabled", Boolean.class, true)
                && environment.getProperty("runledger.stripe.api-key", "").isBlank()
                && environment.getProperty("runledger.stripe.api-key-file", "").isBlank()
                && isLoopback(environment.getProperty("server.address", ""));
    }

    private static boolean isLoopback(String address) {
        try {
            return !address.isBlank() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            // The server will say so when it tries to listen there.
            return false;
        }
    }
}
