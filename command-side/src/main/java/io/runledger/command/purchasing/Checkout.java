package io.runledger.command.purchasing;

import io.runledger.api.InvalidValue;
import io.runledger.api.policy.PaymentMethod;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the buyer of a purchase comes to pay.
 *
 * @param methods what the buyer may choose from
 * @param saveCard whether the card may be charged again later
 * @param successUrl where the buyer goes after paying
 * @param cancelUrl where the buyer goes instead
 * @param id the provider's; null until there is one
 */
record Checkout(
        List<PaymentMethod.Type> methods,
        boolean saveCard,
        @Nullable String successUrl,
        @Nullable String cancelUrl,
        @Nullable String id) {

    private static final int LONGEST_URL = 2_000;

    Checkout {
        methods = List.copyOf(methods);
    }

    static Checkout of(Order order) {
        return new Checkout(List.of(), order.saveCard(), order.successUrl(), order.cancelUrl(), null);
    }

    Checkout with(List<PaymentMethod.Type> possible) {
        return new Checkout(possible, saveCard, successUrl, cancelUrl, id);
    }

    /** No provider is asked. */
    static Checkout none() {
        return new Checkout(List.of(), false, null, null, null);
    }

    /**
     * @throws InvalidValue if it is there and no address of the web
     */
    static @Nullable String url(String field, @Nullable String url) {
        if (url == null) {
            return null;
        }
        try {
            URI uri = new URI(url.replace("{CHECKOUT_SESSION_ID}", "id"));
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web && uri.getHost() != null && url.length() <= LONGEST_URL) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw new InvalidValue(field + " must be an address that begins with https:// or http://");
        }
        throw new InvalidValue(field + " must be an address that begins with https:// or http://");
    }

    String methodsText() {
        return String.join(
                ",", methods.stream().map(PaymentMethod.Type::wireName).toList());
    }

    static List<PaymentMethod.Type> methodsOf(@Nullable String text) {
        return text == null || text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",")).map(Checkout::methodNamed).toList();
    }

    static PaymentMethod.Type methodNamed(String name) {
        return Arrays.stream(PaymentMethod.Type.values())
                .filter(method -> method.wireName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
