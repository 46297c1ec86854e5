package io.runledger.command.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a running server as its clients do. */
record Api(String base, String key) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An answer; {@code body} is an empty object where there was none. */
    record Reply(int status, JsonNode body) {

        String text(String field) {
            return body.path(field).asString();
        }

        String problem() {
            return text("type").replaceFirst(".*/", "");
        }
    }

    Reply put(String path, String body) {
        return call("PUT", path, body);
    }

    Reply post(String path, String body) {
        return call("POST", path, body);
    }

    Reply get(String path) {
        return call("GET", path, null);
    }

    /** One command a line; the answers' lines. */
    List<JsonNode> batch(String lines) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/v1/commands"))
                .POST(BodyPublishers.ofString(lines))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/x-ndjson")
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofLines())
                    .body()
                    .map(JSON::readTree)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Reply call(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            String text = response.body();
            return new Reply(response.statusCode(), JSON.readTree(text.isEmpty() ? "{}" : text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
