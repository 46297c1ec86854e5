package io.runledger.standalone.acceptance;

import static io.runledger.eventstore.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The facts of the platform glif that concern credits. */
class GlifIT {

    private static Server server;
    private static Client client;

    @BeforeAll
    static void start() {
        server = Server.start("--runledger.policy=glif", "--runledger.clock.start-at=2026-03-01T10:00:00Z");
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("E1 every user has 10 free credits a day, on any workflow")
    void tenFreeCredits() {
        client.put("/v1/accounts/e1", "{}").is(201);
        assertThat(client.get("/v1/accounts/e1")
                        .is(200)
                        .at("balance")
                        .path("available")
                        .asString())
                .isEqualTo("10");
        Client.Reply issued = client.post("/v1/accounts/e1/daily-grant").is(200);
        assertThat(issued.at("issued").asBoolean()).isTrue();
        assertThat(client.post("/v1/accounts/e1/daily-grant")
                        .is(200)
                        .at("issued")
                        .asBoolean())
                .isFalse();
        for (String model : new String[] {"flux-schnell", "flux-dev", "sdxl", "gpt-mini"}) {
            client.reserve("e1", "run-" + model, "\"usage\": [{\"model\": \"" + model + "\"}]")
                    .is(201);
        }
        Client.Reply refused = client.reserve("e1", "too-much", "\"credits\": 6.400001");
        refused.isProblem(402, "insufficient-credits");
        assertThat(refused.number("available")).isEqualByComparingTo("6.4");
        assertThat(refused.number("required")).isEqualByComparingTo("6.400001");
    }

    @Test
    @DisplayName("D16 when it is empty, the refusal says when credits come and which purchases would do")
    void helpfulRefusal() {
        client.put("/v1/accounts/d16", "{}").is(201);
        Client.Reply refused = client.reserve("d16", "r1", "\"usage\": [{\"model\": \"kling-video\", \"count\": 10}]");

        refused.isProblem(402, "insufficient-credits");
        assertThat(refused.number("required")).isEqualByComparingTo("250");
        assertThat(refused.number("available")).isEqualByComparingTo("10");
        assertThat(refused.string("nextCreditsAt")).isEqualTo("2026-03-02T00:00:00Z");
        assertThat(refused.at("purchases").get(0).path("packageId").asString()).isEqualTo("bundle-1050");
        assertThat(refused.at("purchases").size()).isEqualTo(3);
    }

    @Test
    @DisplayName("E2 the day ends at midnight UTC, and what is left does not add up")
    void midnight() {
        Server own = Server.start("--runledger.policy=glif", "--runledger.clock.start-at=2026-03-01T23:59:00Z");
        try (own) {
            Client here = own.client();
            here.put("/v1/accounts/e2", "{}").is(201);
            Client.Reply reserved = here.reserve("e2", "r1", "\"credits\": 4").is(201);
            assertThat(here.balance("e2", reserved).string("nextResetAt")).isEqualTo("2026-03-02T00:00:00Z");
            here.capture("e2", "r1").is(200);
            here.advanceTo("2026-03-02T00:00:00Z");
            Client.Reply balance = here.balance("e2");
            assertThat(balance.number("available")).isEqualByComparingTo("10");
            assertThat(balance.number("notYetBooked")).isEqualByComparingTo("4");
            here.advanceTo("2026-03-12T00:00:00Z");
            assertThat(here.balance("e2").number("available")).isEqualByComparingTo("10");
            Client.Reply next = here.reserve("e2", "r2", "\"credits\": 10").is(201);
            assertThat(here.balance("e2", next).number("available")).isEqualByComparingTo("0");
        }
    }

    @Test
    @DisplayName("E5 what was made with paid credits alone may be used commercially, and each run says whether it was")
    void commercialUse() {
        client.openWith("e5", 200);
        assertThat(client.reserve("e5", "free", "\"credits\": 2")
                        .is(201)
                        .at("commercialUse")
                        .asBoolean())
                .isFalse();
        assertThat(client.reserve("e5", "paid", "\"credits\": 2, \"paidOnly\": true")
                        .is(201)
                        .at("commercialUse")
                        .asBoolean())
                .isTrue();
        assertThat(client.reserve("e5", "mixed", "\"credits\": 9")
                        .is(201)
                        .at("commercialUse")
                        .asBoolean())
                .isFalse();
        Client.Reply captured = client.capture("e5", "paid").is(200);
        assertThat(captured.at("commercialUse").asBoolean()).isTrue();
        Client.Reply run = client.get("/v1/accounts/e5/runs/paid?minVersion=" + captured.version())
                .is(200);
        assertThat(run.at("commercialUse").asBoolean()).isTrue();
        assertThat(client.get("/v1/accounts/e5/runs/free")
                        .is(200)
                        .at("commercialUse")
                        .asBoolean())
                .isFalse();
    }

    @Test
    @DisplayName("E6 credits can't be given to other users: no call takes them from one account to another")
    void noGifts() {
        JsonNode paths = client.get("/v3/api-docs").is(200).at("paths");
        assertThat(paths.size()).isGreaterThan(15);
        for (String path : paths.propertyNames()) {
            assertThat(path).doesNotContainIgnoringCase("transfer").doesNotContainIgnoringCase("gift");
            assertThat(path.split("\\{account}|\\{id}", -1).length).as(path).isLessThanOrEqualTo(2);
            for (JsonNode operation : paths.get(path)) {
                assertThat(operation.path("requestBody").toString())
                        .as(path)
                        .doesNotContain("toAccount")
                        .doesNotContain("recipient");
            }
        }
        client.openWith("e6-giver", 50);
        client.put("/v1/accounts/e6-taker", "{}").is(201);
        client.post(
                        "/v1/accounts/e6-giver/reservations",
                        "{\"runId\": \"r1\", \"credits\": 5, \"account\": \"e6-taker\"}")
                .isProblem(400, "invalid-request");
        assertThat(client.balance("e6-taker").number("available")).isEqualByComparingTo("10");
    }

    @Test
    @DisplayName("E8 runs in the builder, while testing, cost the same as public runs")
    void builderRuns() {
        client.openWith("e8", 100);
        String usage = "\"usage\": [{\"model\": \"flux-dev\", \"count\": 3}], \"feature\": \"%s\"";
        Client.Reply builder =
                client.reserve("e8", "builder", usage.formatted("builder")).is(201);
        Client.Reply open =
                client.reserve("e8", "public", usage.formatted("public")).is(201);
        assertThat(builder.number("credits")).isEqualByComparingTo(open.number("credits"));
        assertThat(builder.number("credits")).isEqualByComparingTo("6");
    }

    @Test
    @DisplayName("E9 a workflow costs the sum of its blocks' models")
    void sumOfBlocks() {
        client.openWith("e9", 200);
        BigDecimal one = client.reserve("e9", "one", "\"usage\": [{\"model\": \"flux-dev\"}]")
                .is(201)
                .number("credits");
        BigDecimal two = client.reserve("e9", "two", """
                "usage": [{"model": "flux-dev"}, {"model": "gpt-mini", "count": 3}]
                """).is(201).number("credits");
        BigDecimal dearer = client.reserve("e9", "dearer", "\"usage\": [{\"model\": \"kling-video\"}]")
                .is(201)
                .number("credits");
        assertThat(one).isEqualByComparingTo("2");
        assertThat(two).isEqualByComparingTo("2.3");
        assertThat(dearer).isGreaterThan(one);
        assertThat(client.post("/v1/quotes", """
                        {"usage": [{"model": "flux-dev"}, {"model": "gpt-mini", "count": 3}]}
                        """).is(200).number("credits")).isEqualByComparingTo(two);
    }

    @Test
    @DisplayName("E10 a failed run is refunded, whether it was still reserved or captured already")
    void failedRuns() {
        client.openWith("e10", 100);
        client.reserve("e10", "reserved", "\"credits\": 7").is(201);
        assertThat(client.refund("e10", "reserved").is(200).number("returned")).isEqualByComparingTo("7");
        client.reserve("e10", "captured", "\"usage\": [{\"model\": \"flux-dev\", \"count\": 10}]")
                .is(201);
        client.capture("e10", "captured").is(200);
        Client.Reply refunded = client.post(
                        "/v1/accounts/e10/reservations/captured/refund", "{\"reason\": \"model-error\"}")
                .is(200);
        assertThat(refunded.number("returned")).isEqualByComparingTo("20");
        Client.Reply balance = client.balance("e10", refunded);
        assertThat(balance.number("available")).isEqualByComparingTo("110");
        assertThat(balance.at("totals").path("captured").asString()).isEqualTo("0");
        client.get("/v1/analytics/usage?account=e10&minVersion=" + refunded.version())
                .is(200);
        JsonNode usage = client.get("/v1/analytics/usage?account=e10").is(200).at("rows");
        JsonNode row = null;
        for (JsonNode candidate : usage) {
            row = "flux-dev".equals(candidate.path("model").asString()) ? candidate : row;
        }
        assertThat(row).isNotNull();
        assertThat(row.path("refunded").asString()).isEqualTo("20");
        assertThat(row.path("failed").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "E11 whoever doubts a balance can have it checked: the account's events, replayed, give the same number")
    void doubtedBalance() {
        client.openWith("e11", 100);
        client.reserve("e11", "r1", "\"credits\": 12.5").is(201);
        client.reserve("e11", "r2", "\"credits\": 3").is(201);
        client.capture("e11", "r1").is(200);
        Client.Reply last = client.release("e11", "r2").is(200);
        BigDecimal shown = client.balance("e11", last).number("available");

        String[] events = client.get("/v1/audit/accounts/e11/events", "application/x-ndjson")
                .is(200)
                .text()
                .strip()
                .split("\n");
        assertThat(events).hasSize((int) last.version() + 1);
        Replays.assertNoDifferences(client, "all");
        String now = client.get("/v1/admin/clock").is(200).string("now");
        assertThat(client.get("/v1/audit/accounts/e11/balance?at=" + now)
                        .is(200)
                        .number("available"))
                .isEqualByComparingTo(shown);
    }

    @Test
    @DisplayName("E12 what a run cost can be looked up, block by block")
    void blockByBlock() {
        client.openWith("e12", 100);
        client.reserve("e12", "r1", """
                "usage": [{"model": "flux-dev", "count": 2}, {"model": "gpt-mini", "count": 4}, {"model": "sdxl"}],
                "member": "mia", "feature": "editor"
                """).is(201);
        Client.Reply captured = client.capture("e12", "r1").is(200);
        Client.Reply run = client.get("/v1/accounts/e12/runs/r1?minVersion=" + captured.version())
                .is(200);
        assertThat(run.string("status")).isEqualTo("captured");
        assertThat(run.at("lines").size()).isEqualTo(3);
        assertThat(run.at("lines").get(0).path("model").asString()).isEqualTo("flux-dev");
        assertThat(run.at("lines").get(0).path("credits").asString()).isEqualTo("4");
        assertThat(run.at("lines").get(1).path("credits").asString()).isEqualTo("0.4");
        assertThat(run.at("lines").get(2).path("credits").asString()).isEqualTo("0.5");
        assertThat(run.at("entries").size()).isEqualTo(2);
        client.get("/v1/accounts/e12/runs/nope").isProblem(404, "unknown-run");
    }

    @Test
    @DisplayName("E3 one-time bundles, from USD 1.99 for 200 credits up to USD 1,000")
    void bundles() {
        JsonNode packages = client.get("/v1/policy").is(200).at("packages");
        assertThat(packages.get(0).path("credits").asString()).isEqualTo("200");
        assertThat(packages.get(0).path("prices").get(0).path("price").asString())
                .isEqualTo("1.99");
        assertThat(packages.get(packages.size() - 1)
                        .path("prices")
                        .get(0)
                        .path("price")
                        .asString())
                .isEqualTo("1000");
        Shop shop = new Shop(client);
        shop.open("e3", "US");
        for (JsonNode sold : packages) {
            String id = sold.path("id").asString();
            assertThat(shop.buy("e3", id, "\"packageId\": \"" + id + "\", \"currency\": \"USD\"")
                            .number("credits"))
                    .isEqualByComparingTo(sold.path("credits").asString());
        }
    }

    @Test
    @DisplayName("E4 a monthly plan is added to the policy without code")
    void planWithoutCode(@TempDir Path folder) throws IOException {
        String glif = new String(
                GlifIT.class.getResourceAsStream("/policies/glif.yaml").readAllBytes(), StandardCharsets.UTF_8);
        Path file = Files.writeString(
                folder.resolve("glif.yaml"),
                glif.replace(
                        "plans: []",
                        "plans: [{ id: monthly, monthlyCredits: 2000, prices: { monthly: { USD: 10 } } }]"));
        try (Server own = Server.start("--runledger.policy=" + file)) {
            Client here = own.client();
            here.put("/v1/accounts/e4", "{}").is(201);
            Client.Reply subscribed =
                    here.post("/v1/accounts/e4/subscription/start", """
                    {"subscriptionId": "s1", "planId": "monthly", "reason": "test"}
                    """).is(201);
            assertThat(here.balance("e4", subscribed)
                            .at("bySource")
                            .path("subscription")
                            .asString())
                    .isEqualTo("2000");
            assertThat(subscribed.number("available")).isEqualByComparingTo("2010");
            assertPaidFromAcceptedCountriesAlone(here);
        }
    }

    private static void assertPaidFromAcceptedCountriesAlone(Client here) {
        Shop shop = new Shop(here);
        shop.open("e4-card", "SE");
        String order = "{\"planId\": \"monthly\", \"currency\": \"USD\", \"successUrl\": \"https://shop.example\"}";
        String path = "/v1/accounts/e4-card/subscription";

        Client.Reply elsewhere = here.put(path, order).is(200);
        String customer =
                shop.pay(elsewhere, "{\"cardCountry\": \"BR\"}").is(200).string("customer");
        eventually(() -> assertThat(shop.provider(elsewhere)
                        .get("/sandbox/portal/" + customer, "text/html")
                        .text())
                .contains("canceled"));
        assertThat(here.get("/v1/accounts/e4-card").is(200).at("plan").isNull()).isTrue();

        shop.pay(here.put(path, order).is(200), "{\"cardCountry\": \"SE\"}").is(200);
        eventually(() -> assertThat(here.get("/v1/accounts/e4-card").is(200).string("plan"))
                .isEqualTo("monthly"));
    }

    @Test
    @DisplayName("E7 payments from 34 countries only; others are declined before they pay, with the reason")
    void countries() {
        String order = "{\"purchaseId\": \"p1\", \"packageId\": \"bundle-1050\", \"currency\": \"USD\"}";
        client.put("/v1/accounts/e7", "{}").is(201);
        assertThat(client.post("/v1/accounts/e7/purchases", order)
                        .isProblem(403, "country-not-accepted")
                        .string("detail"))
                .contains("not known");
        client.put("/v1/accounts/e7", "{\"country\": \"BR\"}").is(200);
        assertThat(client.post("/v1/accounts/e7/purchases", order)
                        .isProblem(403, "country-not-accepted")
                        .string("detail"))
                .contains("BR", "GB", "SK");
        assertThat(client.get("/v1/policy").is(200).at("countries").size()).isEqualTo(34);
        client.put("/v1/accounts/e7", "{\"country\": \"SE\"}").is(200);
        client.post("/v1/accounts/e7/purchases", order).isProblem(400, "invalid-request");
    }

    @Test
    @DisplayName("E7 where a card turns out to be from elsewhere, the money goes back at once and no credits come")
    void cardFromElsewhere() {
        Shop shop = new Shop(client);
        shop.open("e7-card", "SE");
        String bundle = "\"packageId\": \"bundle-1050\", \"currency\": \"USD\"";
        Client.Reply order = shop.order("e7-card", "p1", bundle).is(201);
        String before = shop.available("e7-card");

        shop.pay(order, "{\"cardCountry\": \"BR\"}").is(200);

        Client.Reply refused = shop.settled("e7-card", "p1", "refused");
        assertThat(refused.string("refused")).isEqualTo("country-not-accepted");
        eventually(() -> assertThat(shop.purchase("e7-card", "p1")
                        .at("money")
                        .path("refunded")
                        .asString("-"))
                .isEqualTo(refused.at("money").path("paid").asString()));
        assertThat(shop.available("e7-card")).isEqualTo(before);
        shop.pay(shop.order("e7-card", "p2", bundle).is(201), "{\"cardCountry\": \"SE\"}")
                .is(200);
        shop.settled("e7-card", "p2", "settled");
    }
}
