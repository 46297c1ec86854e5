package io.runledger.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Prices that change while the platform runs. */
class RateCardIT {

    private static final String CARD = """
            {"version": %d, "models": {"flux-dev": {"credits": %s}, "sdxl": {"credits": 0.1, "qualities": {"high": 1.5}}},
             "reason": "the provider's prices changed"}
            """;

    private static Server server;
    private static Client client;

    @BeforeAll
    static void start() {
        server = Server.start("--runledger.policy=glif");
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static int inForce() {
        return client.get("/v1/rate-card").is(200).at("version").asInt();
    }

    @Test
    @DisplayName("a card replaced between quote and reservation changes the next price, and nothing that is reserved")
    void replaced() {
        client.openWith("a", 1000);
        int version = inForce() + 2;
        client.put("/v1/rate-card", CARD.formatted(version - 1, "2")).is(201);
        String usage = "\"usage\": [{\"model\": \"flux-dev\"}]";
        assertThat(client.post("/v1/quotes", "{" + usage + "}").is(200).number("credits"))
                .isEqualByComparingTo("2");
        Client.Reply before = client.reserve("a", "before", usage).is(201);
        client.reserve("a", "twice", usage).is(201);

        Client.Reply published =
                client.put("/v1/rate-card", CARD.formatted(version, "2.5")).is(201);
        assertThat(published.at("rateCardVersion").asInt()).isEqualTo(version);
        assertThat(client.put("/v1/rate-card", CARD.formatted(version, "2.5"))
                        .is(200)
                        .at("models")
                        .asInt())
                .isEqualTo(2);

        Client.Reply after = client.reserve("a", "after", usage).is(201);
        assertThat(after.number("credits")).isEqualByComparingTo("2.5");
        assertThat(after.at("rateCardVersion").asInt()).isEqualTo(version);
        assertThat(client.reserve("a", "before", usage).is(200).number("credits"))
                .isEqualByComparingTo("2");
        assertThat(client.capture("a", "before").is(200).number("captured")).isEqualByComparingTo("2");
        assertThat(client.post(
                                "/v1/accounts/a/reservations/twice/capture",
                                "{\"usage\": [{\"model\": \"flux-dev\", \"count\": 2}]}")
                        .is(200)
                        .number("captured"))
                .as("a capture by another usage goes by the card of the reservation")
                .isEqualByComparingTo("4");
        assertThat(before.at("rateCardVersion").asInt()).isEqualTo(version - 1);
        client.reserve("a", "gone", "\"usage\": [{\"model\": \"gpt\"}]").isProblem(422, "unknown-model");
        assertThat(client.post(
                                "/v1/quotes",
                                "{\"usage\": [{\"model\": \"sdxl\", \"quality\": \"high\", \"count\": 3}]}")
                        .is(200)
                        .number("credits"))
                .isEqualByComparingTo("0.45");
        assertThat(client.get("/v1/policy")
                        .is(200)
                        .at("rateCard")
                        .path("version")
                        .asInt())
                .isEqualTo(version);
        Replays.assertNoDifferences(client, "all");
    }

    @Test
    @DisplayName("earlier cards can be looked up, by the version that a reservation names")
    void earlier() {
        int before = inForce();
        client.put("/v1/rate-card", CARD.formatted(before + 1, "3")).is(201);
        assertThat(client.get("/v1/rate-card?version=1")
                        .is(200)
                        .at("models")
                        .path("gpt")
                        .path("credits")
                        .asString())
                .isEqualTo("1");
        assertThat(client.get("/v1/rate-card?version=" + (before + 1))
                        .is(200)
                        .at("models")
                        .path("flux-dev")
                        .path("credits")
                        .asString())
                .isEqualTo("3");
        client.get("/v1/rate-card?version=999").isProblem(404, "unknown-rate-card");
    }

    @Test
    @DisplayName("what is shown can be put again with another version")
    void asShown() {
        int version = inForce();
        String shown = client.get("/v1/rate-card").is(200).text();
        String next =
                shown.replaceFirst("\"version\":" + version, "\"reason\":\"same prices\",\"version\":" + (version + 1));
        client.put("/v1/rate-card", next).is(201);
        assertThat(client.get("/v1/rate-card").is(200).text())
                .isEqualTo(shown.replaceFirst("\"version\":" + version, "\"version\":" + (version + 1)));
    }

    @Test
    @DisplayName("a card that makes no sense, or is not newer, is refused with the place and the reason")
    void refused() {
        int version = inForce();
        client.put("/v1/rate-card", CARD.formatted(version, "77")).isProblem(409, "rate-card-conflict");
        client.put("/v1/rate-card", "{\"version\": 99, \"models\": {\"m\": {\"credits\": -1}}, \"reason\": \"r\"}")
                .isProblem(400, "invalid-request");
        assertThat(client.put("/v1/rate-card", """
                        {"version": 99, "reason": "r", "models": {"m": {"credits": 1, "qualities": {"high": 0}}}}
                        """)
                        .isProblem(400, "invalid-request")
                        .string("detail"))
                .contains("the factor of high must be above 0");
        client.put("/v1/rate-card", "{\"version\": 99, \"models\": {}, \"reason\": \"r\"}")
                .isProblem(400, "invalid-request");
        client.put("/v1/rate-card", """
                {"version": 99, "reason": "r", "tiers": {"basic": {"from": 1, "to": 2}}, "models": {"m": {"credits": 3}}}
                """).isProblem(400, "invalid-request");
        client.put("/v1/rate-card", "{\"version\": 99, \"models\": {\"m\": {\"credits\": 1}}}")
                .isProblem(400, "invalid-request");
        client.put("/v1/rate-card", "{\"version\": 99, \"modles\": {}, \"reason\": \"r\"}")
                .isProblem(400, "invalid-request");
        client.withKey(null).put("/v1/rate-card", CARD.formatted(99, "1")).isProblem(401, "unauthorized");
        assertThat(inForce()).isEqualTo(version);
    }
}
