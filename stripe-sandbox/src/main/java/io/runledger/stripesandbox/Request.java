package io.runledger.stripesandbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What came over HTTP. */
record Request(String method, String path, Headers headers, String query, String body) {

    static Request of(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                exchange.getRequestHeaders(),
                query == null ? "" : query,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    boolean isPost() {
        return "POST".equals(method);
    }

    @Nullable
    String header(String name) {
        return headers.getFirst(name);
    }

    /** Refuses the call if they can't be read. */
    Form form() {
        if (!mentionsJson("Content-Type")) {
            return Form.decode(query + "&" + body);
        }
        try {
            return body.isBlank() ? Form.decode(query) : new Form("", Json.read(body));
        } catch (JacksonException | IllegalArgumentException e) {
            throw Refusal.invalid("", "The body is no JSON object.");
        }
    }

    boolean wantsJson() {
        return mentionsJson("Content-Type") || mentionsJson("Accept");
    }

    private boolean mentionsJson(String header) {
        String value = header(header);
        return value != null && value.contains("json");
    }

    /** The same for the same call, in whatever order its parameters come. */
    String fingerprint() {
        String parameters = Stream.of(query, body)
                .flatMap(part -> Arrays.stream(part.split("&")))
                .filter(pair -> !pair.isEmpty())
                .sorted()
                .collect(Collectors.joining("&"));
        return Signature.digest(method + " " + path + "\n" + parameters);
    }
}
