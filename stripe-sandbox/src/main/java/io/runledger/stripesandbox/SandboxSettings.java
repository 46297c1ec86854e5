package io.runledger.stripesandbox;

import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What a sandbox is started with.
 *
 * @param port where it listens; 0 for any that is free
 * @param journal the file it remembers everything in; null if it may forget when it stops
 * @param clock what time it is for everything but the pauses between the tries of a delivery
 * @param apiKey what the calls of the API are authorized by
 * @param webhookSecret what the events are signed with
 */
public record SandboxSettings(int port, @Nullable Path journal, Clock clock, String apiKey, String webhookSecret) {

    public SandboxSettings {
        // A live key that got here is a mistake in somebody's configuration, and the sandbox is no place to keep it.
        if (apiKey.startsWith("sk_live") || apiKey.startsWith("rk_live")) {
            throw new IllegalArgumentException("a live key of Stripe must not be given to the sandbox");
        }
        if (apiKey.isBlank() || webhookSecret.isBlank()) {
            throw new IllegalArgumentException("the sandbox needs an API key and a webhook secret");
        }
    }

    /** Secrets don't belong into a log. */
    @Override
    public String toString() {
        return "SandboxSettings[port=" + port + ", journal=" + journal + ", clock=" + clock
                + ", apiKey=hidden, webhookSecret=hidden]";
    }
}
