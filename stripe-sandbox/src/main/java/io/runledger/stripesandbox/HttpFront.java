package io.runledger.stripesandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on this machine alone. */
final class HttpFront implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);

    private static final String HOST = "127.0.0.1";

    static {
        // The server writes an answer in two parts, the second of which would else wait for the first to be
        // acknowledged.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(Daemons::thread);

    private HttpFront(HttpServer server) {
        this.server = server;
    }

    /**
     * @throws IOException if the port is taken
     */
    static HttpFront bind(int port) throws IOException {
        return new HttpFront(HttpServer.create(new InetSocketAddress(HOST, port), 0));
    }

    URI base() {
        return URI.create("http://" + HOST + ":" + server.getAddress().getPort());
    }

    void open(Api api, Control control) {
        server.createContext("/v1/", exchange -> handle(exchange, () -> api.answer(Request.of(exchange))));
        server.createContext("/sandbox", exchange -> handle(exchange, () -> control.answer(Request.of(exchange))));
        server.createContext("/", exchange -> handle(exchange, () -> Answer.elsewhere("/sandbox")));
        server.setExecutor(threads);
        server.start();
    }

    @FunctionalInterface
    private interface Work {
        Answer answer() throws IOException;
    }

    private static void handle(HttpExchange exchange, Work work) throws IOException {
        try (exchange) {
            if (answer(exchange, work) instanceof Answer.Told told) {
                write(exchange, told);
            }
        }
    }

    private static Answer answer(HttpExchange exchange, Work work) throws IOException {
        try {
            return work.answer();
        } catch (Refusal refusal) {
            return Answer.refused(refusal);
        } catch (RuntimeException e) {
            LOG.error(
                    "{} {} broke off",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    e);
            return Answer.refused(Refusal.of(500, "api_error", null, "The sandbox has a mistake; see its log."));
        }
    }

    private static void write(HttpExchange exchange, Answer.Told told) throws IOException {
        told.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = told.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(told.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
        Daemons.await(threads);
    }
}
