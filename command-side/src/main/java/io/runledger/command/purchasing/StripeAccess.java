package io.runledger.command.purchasing;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How Stripe, or what stands in for it, is reached.
 *
 * @param apiBase null: Stripe itself
 * @param webhookSecrets each of them may sign
 */
public record StripeAccess(String apiKey, @Nullable URI apiBase, List<String> webhookSecrets) {

    public StripeAccess {
        webhookSecrets = List.copyOf(webhookSecrets);
    }

    /** Whether real money moves. */
    public boolean isLive() {
        return apiKey.startsWith("sk_live") || apiKey.startsWith("rk_live");
    }

    /** Neither the key nor the secrets. */
    @Override
    public String toString() {
        return "StripeAccess[" + (isLive() ? "live" : "test") + ", apiBase=" + apiBase + "]";
    }
}
