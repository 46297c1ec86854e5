package io.runledger.command.purchasing;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.HasId;
import com.stripe.model.StripeCollection;
import com.stripe.net.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stripe, as the rest of this package calls it. Each call that makes something has a key under which it is made once. */
final class Stripe {

    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 30_000;
    private static final int RETRIES = 2;

    private final @Nullable StripeClient client;
    private final @Nullable StripeAccess access;

    Stripe(@Nullable StripeAccess access) {
        this.access = access;
        this.client = access == null ? null : client(access);
    }

    /** A question or an order. */
    interface Call<T> {
        T to(StripeClient client) throws StripeException;
    }

    boolean isConfigured() {
        return client != null;
    }

    /**
     * @throws StripeFailure if it isn't set up
     */
    void requireConfigured() {
        if (!isConfigured()) {
            throw StripeFailure.notConfigured();
        }
    }

    boolean isLive() {
        return access != null && access.isLive();
    }

    List<String> webhookSecrets() {
        return access == null ? List.of() : access.webhookSecrets();
    }

    /**
     * @throws StripeFailure if Stripe refuses, can't be reached, or isn't set up
     */
    <T> T call(Call<T> call) {
        if (client == null) {
            throw StripeFailure.notConfigured();
        }
        try {
            return call.to(client);
        } catch (StripeException e) {
            throw new StripeFailure(e);
        }
    }

    /** All of a list, whatever number of pages it has. */
    <T extends HasId> List<T> all(Call<StripeCollection<T>> call) {
        List<T> all = new ArrayList<>();
        each(call, all::add);
        return all;
    }

    /** Takes one after the other of a list that may be too long to be kept. */
    <T extends HasId> void each(Call<StripeCollection<T>> call, Consumer<T> taking) {
        call(stripe -> {
            StripeCollection<T> first = call.to(stripe);
            try {
                first.autoPagingIterable().forEach(taking);
            } catch (RuntimeException e) {
                // The library hides what went wrong with a later page.
                if (e.getCause() instanceof StripeException failure) {
                    throw failure;
                }
                throw e;
            }
            return first;
        });
    }

    /** Under this key the same thing is made once, within a day. */
    static RequestOptions once(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    private static StripeClient client(StripeAccess access) {
        StripeClient.StripeClientBuilder builder = StripeClient.builder()
                .setApiKey(access.apiKey())
                .setConnectTimeout(CONNECT_MILLIS)
                .setReadTimeout(READ_MILLIS)
                .setMaxNetworkRetries(RETRIES);
        return access.apiBase() == null
                ? builder.build()
                : builder.setApiBase(access.apiBase().toString()).build();
    }
}
