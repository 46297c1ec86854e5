package io.runledger.stripesandbox;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who is told of events, and takes only those that are signed. */
final class Receiver implements AutoCloseable {

    private static final long TOLERANCE_SECONDS = 300;

    final List<Event> taken = new CopyOnWriteArrayList<>();
    final AtomicInteger failures = new AtomicInteger();

    private final HttpServer server;
    private final String secret;
    private final Clock clock;

    Receiver(String secret, Clock clock) throws IOException {
        this.secret = secret;
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/hook", this::take);
        server.setExecutor(Executors.newCachedThreadPool(Daemons::thread));
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status(exchange), -1);
        }
    }

    private int status(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String signature = exchange.getRequestHeaders().getFirst("Stripe-Signature");
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return 500;
        }
        try {
            taken.add(Webhook.constructEvent(body, signature, secret, TOLERANCE_SECONDS, clock));
            return 200;
        } catch (SignatureVerificationException e) {
            return 400;
        }
    }

    List<String> types() {
        return taken.stream().map(Event::getType).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
