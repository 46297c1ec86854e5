package io.runledger.command.purchasing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists of several pages. */
class StripeTest {

    private HttpServer server;
    private int statusOfLaterPages;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        boolean later = query.contains("starting_after=pi_1");
        byte[] body = page(later ? "pi_2" : "pi_1", !later).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(later ? statusOfLaterPages : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String page(String payment, boolean more) {
        return """
                {"object": "list", "url": "/v1/payment_intents", "has_more": %s,
                 "data": [{"id": "%s", "object": "payment_intent"}]}
                """.formatted(more, payment);
    }

    private List<String> all() {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        Stripe stripe = new Stripe(new StripeAccess("sk_test_1", base, List.of()));
        return stripe.all(client -> client.v1().paymentIntents().list()).stream()
                .map(payment -> payment.getId())
                .toList();
    }

    @Test
    void all_pages_are_read() {
        statusOfLaterPages = 200;
        assertThat(all()).containsExactly("pi_1", "pi_2");
    }

    @Test
    void a_later_page_that_fails_is_a_failure_of_Stripes() {
        statusOfLaterPages = 400;
        assertThatThrownBy(this::all).isInstanceOf(StripeFailure.class);
    }

    @Test
    void without_a_key_there_is_nobody_to_ask() {
        assertThatThrownBy(() -> new Stripe(null)
                        .all(client -> client.v1().paymentIntents().list()))
                .isInstanceOfSatisfying(
                        StripeFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(StripeFailure.Kind.NOT_CONFIGURED));
    }
}
