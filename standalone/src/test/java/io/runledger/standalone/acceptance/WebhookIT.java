package io.runledger.standalone.acceptance;

import static io.runledger.eventstore.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a platform is told by webhook, with a receiver that answers as the test says. */
class WebhookIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String WEBHOOK = "/v1/webhooks/platform";

    private static Server server;
    private static Client client;

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(204);
    private HttpServer receiver;
    private String secret;

    private record Received(String id, String timestamp, String signature, String body) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        String about() {
            return json().path("type").asString() + " "
                    + json().path("data").path("account").asString() + " "
                    + json().path("data").path("version").asString();
        }
    }

    @BeforeAll
    static void start() {
        server = Server.start("--runledger.policy=apinfer", "--runledger.clock.start-at=2026-03-01T10:00:00Z");
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::receive);
        receiver.setExecutor(Executors.newCachedThreadPool());
        receiver.start();
        secret = client.put(
                        WEBHOOK,
                        "{\"url\": \"http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook\"}")
                .is(201)
                .string("secret");
    }

    @AfterEach
    void hangUp() {
        client.delete(WEBHOOK).is(204);
        receiver.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = exchange.getRequestHeaders();
        received.add(new Received(
                headers.getFirst("webhook-id"),
                headers.getFirst("webhook-timestamp"),
                headers.getFirst("webhook-signature"),
                body));
        exchange.sendResponseHeaders(status.get(), -1);
        exchange.close();
    }

    private List<String> typesOf(String account) {
        return received.stream()
                .filter(message ->
                        message.json().path("data").path("account").asString().equals(account))
                .map(message -> message.json().path("type").asString())
                .toList();
    }

    private JsonNode deliveries(String query) {
        return client.get(WEBHOOK + "/deliveries" + query).is(200).at("deliveries");
    }

    @Test
    @DisplayName("C15 a notice when credits run low, once a crossing, signed as Standard Webhooks say")
    void lowCredits() throws Exception {
        client.openWith("c15", 150);
        client.reserve("c15", "r1", "\"credits\": 60").is(201);
        client.reserve("c15", "r2", "\"credits\": 1").is(201);

        eventually(() -> assertThat(typesOf("c15")).containsExactly("credits.purchased", "credits.low"));
        Received low = received.get(received.size() - 1);
        assertThat(low.json().path("data").path("threshold").asString()).isEqualTo("100");
        assertThat(low.json().path("data").path("available").asString()).isEqualTo("90");
        assertThat(low.signature()).isEqualTo("v1," + signed(low));
        assertThat(Instant.ofEpochSecond(Long.parseLong(low.timestamp()))).isAfter("2026-03-01T09:00:00Z");
        assertThat(low.id()).startsWith("msg_").doesNotContain(".");
        eventually(() -> assertThat(deliveries("?state=delivered")).hasSize(2));
        long version = client.get("/v1/accounts/c15").is(200).version();
        assertThat(client.get("/v1/accounts/c15/history?kind=low-balance&minVersion=" + version)
                        .is(200)
                        .at("entries"))
                .hasSize(1);
    }

    private String signed(Received message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        String content = message.id() + "." + message.timestamp() + "." + message.body();
        return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @DisplayName("an endpoint that fails is tried again later, in order for each account, with the same ids")
    void again() {
        status.set(500);
        client.openWith("again", 150);
        eventually(() -> assertThat(received).hasSize(1));
        client.reserve("again", "r1", "\"credits\": 60").is(201);
        eventually(() -> assertThat(deliveries("?state=pending")).hasSize(2));
        eventually(() -> assertThat(
                        deliveries("?state=pending").get(1).path("lastError").asString())
                .contains("500"));
        assertThat(received).hasSize(1);

        status.set(200);
        String now = client.get("/v1/admin/clock").is(200).string("now");
        client.advanceTo(Instant.parse(now).plusSeconds(10).toString());
        eventually(() ->
                assertThat(typesOf("again")).containsExactly("credits.purchased", "credits.purchased", "credits.low"));
        assertThat(received.get(0).id()).isEqualTo(received.get(1).id());
        assertThat(received.get(0).body()).isEqualTo(received.get(1).body());
    }

    @Test
    @DisplayName("after a day of failures a message is given up, is on the list, and can be sent again")
    void givenUp() {
        status.set(503);
        client.openWith("gone", 150);
        eventually(() -> assertThat(received).hasSize(1));
        for (int tries = 1; deliveries("?state=failed").isEmpty(); tries++) {
            assertThat(tries).isLessThan(12);
            int before = tries;
            // Before that, the next one would be due some hours after the time to which the clock is moved.
            eventually(() ->
                    assertThat(deliveries("").get(0).path("attempts").asInt()).isEqualTo(before));
            String now = client.get("/v1/admin/clock").is(200).string("now");
            client.advanceTo(Instant.parse(now).plusSeconds(9 * 3600).toString());
            eventually(() -> assertThat(received.size() > before
                            || !deliveries("?state=failed").isEmpty())
                    .isTrue());
        }
        JsonNode failed = deliveries("?state=failed").get(0);
        assertThat(failed.path("attempts").asInt()).isEqualTo(11);
        assertThat(failed.path("lastError").asString()).contains("503");

        status.set(200);
        client.post(WEBHOOK + "/deliveries/" + failed.path("deliveryId").asString() + "/resend")
                .is(202);
        eventually(() -> assertThat(deliveries("?state=delivered")).hasSize(1));
        assertThat(received.get(received.size() - 1).id())
                .isEqualTo(failed.path("messageId").asString());
    }

    @Test
    @DisplayName("what makes no sense is refused")
    void refused() {
        client.put("/v1/webhooks/x", "{\"url\": \"ftp://example.org\"}").isProblem(400, "invalid-request");
        client.put("/v1/webhooks/x", "{\"url\": \"example.org/hook\"}").isProblem(400, "invalid-request");
        client.put("/v1/webhooks/x", "{}").isProblem(400, "invalid-request");
        client.get("/v1/webhooks/x/deliveries").isProblem(404, "unknown-webhook");
        client.get(WEBHOOK + "/deliveries?state=lost").isProblem(400, "invalid-request");
        client.get(WEBHOOK + "/deliveries?limit=0").isProblem(400, "invalid-request");
        client.post(WEBHOOK + "/deliveries/999999/resend").isProblem(404, "unknown-delivery");
        client.delete("/v1/webhooks/x").isProblem(404, "unknown-webhook");
        assertThat(client.get("/v1/webhooks").is(200).at("webhooks")).hasSize(1);
        assertThat(client.get("/v1/webhooks").is(200).text()).doesNotContain("whsec_");
    }
}
