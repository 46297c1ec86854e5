package io.runledger.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to a running server as its clients do. */
public record Client(URI base, String key) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    public Client withKey(String other) {
        return new Client(base, other);
    }

    /** An answer, with its body as text and, where it is JSON, as a tree. */
    public record Reply(int status, String contentType, String text) {

        public JsonNode json() {
            return JSON.readTree(text);
        }

        public JsonNode at(String field) {
            return json().path(field);
        }

        public BigDecimal number(String field) {
            return new BigDecimal(at(field).asString());
        }

        public String string(String field) {
            return at(field).asString();
        }

        public long version() {
            return at("version").asLong();
        }

        public Reply is(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }

        public Reply isProblem(int expected, String name) {
            is(expected);
            assertThat(contentType).startsWith("application/problem+json");
            assertThat(string("type")).endsWith("/" + name);
            assertThat(string("detail")).isNotBlank();
            assertThat(text)
                    .doesNotContain("Exception")
                    .doesNotContain("io.runledger")
                    .doesNotContain("\tat ");
            return this;
        }
    }

    public Reply get(String path) {
        return call("GET", path, null, "application/json");
    }

    public Reply get(String path, String accept) {
        return call("GET", path, null, accept);
    }

    public Reply put(String path, String body) {
        return call("PUT", path, body, "application/json");
    }

    public Reply post(String path, String body) {
        return call("POST", path, body, "application/json");
    }

    public Reply post(String path, String body, String accept) {
        return call("POST", path, body, accept);
    }

    public Reply delete(String path) {
        return call("DELETE", path, null, "application/json");
    }

    public Reply post(String path) {
        return call("POST", path, null, "application/json");
    }

    private Reply call(String method, String path, String body, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Accept", accept);
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return send(request.build());
    }

    private static Reply send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            return new Reply(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Opens an account and buys credits for it. */
    public void openWith(String account, int credits) {
        put("/v1/accounts/" + account, "{}").is(201);
        buy(account, "p1", credits);
    }

    public Reply buy(String account, String purchase, int credits) {
        return post("/v1/accounts/" + account + "/purchases:record", """
                {"purchaseId": "%s", "credits": %d, "reason": "acceptance test"}
                """.formatted(purchase, credits))
                .is(201);
    }

    public Reply reserve(String account, String run, String what) {
        return post("/v1/accounts/" + account + "/reservations", """
                {"runId": "%s", %s}
                """.formatted(run, what));
    }

    public Reply capture(String account, String run) {
        return post("/v1/accounts/" + account + "/reservations/" + run + "/capture");
    }

    public Reply refund(String account, String run) {
        return post("/v1/accounts/" + account + "/reservations/" + run + "/refund");
    }

    public Reply release(String account, String run) {
        return post("/v1/accounts/" + account + "/reservations/" + run + "/release");
    }

    /** The balance once it has seen what the reply speaks of. */
    public Reply balance(String account, Reply after) {
        return get("/v1/accounts/" + account + "/balance?minVersion=" + after.version())
                .is(200);
    }

    /** The balance once it has seen all that the account has by now. */
    public Reply balance(String account) {
        return balance(account, get("/v1/accounts/" + account).is(200));
    }

    public void advanceTo(String instant) {
        post("/v1/admin/clock", "{\"advanceTo\": \"" + instant + "\"}").is(200);
    }
}
