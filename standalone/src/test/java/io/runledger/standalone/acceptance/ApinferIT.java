package io.runledger.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The facts of the platform apinfer that concern prices and credits. */
class ApinferIT {

    private static Server server;
    private static Client client;

    @BeforeAll
    static void start() {
        server = Server.start("--runledger.policy=apinfer", "--runledger.clock.start-at=2026-03-01T10:00:00Z");
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Client.Reply quote(String usage) {
        return client.post("/v1/quotes", "{\"usage\": [" + usage + "]}");
    }

    private static JsonNode named(JsonNode list, String field, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(entry -> entry.path(field).asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest(name = "{0} {1}: {2} credits for CNY {3}, CNY {4} a credit, most popular: {5}")
    @CsvSource({
        "C2, basic,    100,   10,  0.1,  false",
        "C3, standard, 5000,  50,  0.01, true",
        "C4, premium,  50000, 500, 0.01, false"
    })
    void packages(String fact, String id, String credits, String price, String perCredit, boolean mostPopular) {
        JsonNode sold = named(client.get("/v1/policy").is(200).at("packages"), "id", id);

        assertThat(sold.path("credits").asString()).as(fact).isEqualTo(credits);
        assertThat(sold.path("mostPopular").asBoolean()).isEqualTo(mostPopular);
        assertThat(sold.path("prices").size()).isOne();
        JsonNode cny = sold.path("prices").get(0);
        assertThat(cny.path("currency").asString()).isEqualTo("CNY");
        assertThat(cny.path("price").asString()).isEqualTo(price);
        assertThat(cny.path("pricePerCredit").asString()).isEqualTo(perCredit);
    }

    @Test
    @DisplayName("C6 C7 C8 cards, Alipay, WeChat Pay and bank transfer are offered for CNY")
    void waysToPay() {
        JsonNode price = client.get("/v1/policy")
                .is(200)
                .at("packages")
                .get(0)
                .path("prices")
                .get(0);

        assertThat(price.path("paymentMethods").values().stream().map(JsonNode::asString))
                .containsExactly("card", "alipay", "wechat-pay", "bank-transfer");
    }

    @ParameterizedTest(name = "C9 resolution never changes the price: {0}")
    @CsvSource({"512x512", "1024x1024", "4096x4096"})
    void resolution(String size) {
        assertThat(quote("{\"model\": \"qwen-image\", \"size\": \"" + size + "\"}")
                        .is(200)
                        .number("credits"))
                .isEqualByComparingTo("1.75");
    }

    @ParameterizedTest(name = "C10 C12 Qwen-Image in {0} quality costs {1}, exactly")
    @CsvSource({"standard, 1.75", "high, 2.625", "ultra, 3.5"})
    void quality(String quality, BigDecimal credits) {
        client.openWith("c12-" + quality, 100);
        String usage = "\"usage\": [{\"model\": \"qwen-image\", \"quality\": \"%s\"}]".formatted(quality);

        assertThat(client.reserve("c12-" + quality, "r1", usage).is(201).number("credits"))
                .isEqualByComparingTo(credits);
        assertThat(client.capture("c12-" + quality, "r1").is(200).number("captured"))
                .isEqualByComparingTo(credits);
    }

    @Test
    @DisplayName("C10 a quality that there isn't is refused, and the refusal says which there are")
    void unknownQuality() {
        client.put("/v1/accounts/c10", "{}").is(201);
        Client.Reply bought = client.buy("c10", "p1", 100);
        Client.Reply refused =
                client.reserve("c10", "r1", "\"usage\": [{\"model\": \"qwen-image\", \"quality\": \"best\"}]");

        refused.isProblem(422, "usage-not-priced");
        assertThat(refused.string("detail")).contains("qwen-image", "best", "standard, high, ultra");
        assertThat(client.balance("c10", bought).number("available")).isEqualByComparingTo("100");
        quote("{\"model\": \"qwen-image\", \"quality\": \"best\"}").isProblem(422, "usage-not-priced");
    }

    @Test
    @DisplayName("C11 base prices lie within their tiers: 0.1 to 1, 1 to 5 and 5 to 20")
    void tiers() {
        JsonNode models = client.get("/v1/policy").is(200).at("rateCard").path("models");

        assertThat(models.size()).isGreaterThan(5);
        for (JsonNode model : models) {
            BigDecimal credits = new BigDecimal(model.path("credits").asString());
            BigDecimal[] range = switch (model.path("tier").asString()) {
                case "basic" -> new BigDecimal[] {new BigDecimal("0.1"), BigDecimal.ONE};
                case "standard" -> new BigDecimal[] {BigDecimal.ONE, new BigDecimal("5")};
                default -> new BigDecimal[] {new BigDecimal("5"), new BigDecimal("20")};
            };
            assertThat(credits).as(model.toString()).isBetween(range[0], range[1]);
        }
    }

    @Test
    @DisplayName("C11 a rate card that leaves its tier's range is refused")
    void outOfTier(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("dear.yaml"), """
                name: dear
                rateCard:
                  version: 1
                  tiers: { basic: { from: 0.1, to: 1 } }
                  models:
                    cheap: { credits: 0.09, tier: basic }
                """);

        assertThatThrownBy(() -> Server.start("--runledger.policy=" + file))
                .hasStackTraceContaining("dear.yaml can't be used: line 6, column 14: rateCard: models: cheap: credits"
                        + " must be from 0.1 to 1, as its tier says");
    }

    @Test
    @DisplayName("C13 C14 balance, recent transactions, use per model and what each run was")
    void lookedUp() {
        client.openWith("c13", 100);
        client.reserve("c13", "r1", "\"usage\": [{\"model\": \"seedream\"}]").is(201);
        Client.Reply captured = client.capture("c13", "r1").is(200);

        assertThat(client.balance("c13", captured).number("available")).isEqualByComparingTo("97");
        JsonNode entries = client.get("/v1/accounts/c13/history?minVersion=" + captured.version())
                .is(200)
                .at("entries");
        assertThat(entries.get(0).path("kind").asString()).isEqualTo("captured");
        client.get("/v1/analytics/usage?account=c13&minVersion=" + captured.version())
                .is(200);
        assertThat(client.get("/v1/analytics/usage?account=c13")
                        .is(200)
                        .at("rows")
                        .get(0)
                        .path("credits")
                        .asString())
                .isEqualTo("3");
    }

    @Test
    @DisplayName("C17 credits never expire")
    void neverExpire() {
        client.put("/v1/accounts/c17", "{}").is(201);
        Client.Reply bought = client.buy("c17", "p1", 100);
        // Nothing else here depends on what day it is.
        client.advanceTo("2046-03-01T10:00:00Z");
        assertThat(client.balance("c17", bought).number("available")).isEqualByComparingTo("100");
        client.reserve("c17", "r1", "\"credits\": 100").is(201);
    }

    @Test
    @DisplayName("C21 a batch of several images is one run with several outputs")
    void severalOutputs() {
        client.openWith("c21", 100);
        Client.Reply reserved = client.reserve(
                        "c21", "r1", "\"usage\": [{\"model\": \"qwen-image\", \"quality\": \"high\", \"count\": 3}]")
                .is(201);

        assertThat(reserved.number("credits")).isEqualByComparingTo("7.875");
        assertThat(reserved.at("lines").get(0).path("count").asInt()).isEqualTo(3);
    }

    @Test
    @DisplayName("C20 family and business accounts: one account, several members, a budget each")
    void budgets() {
        client.openWith("c20", 1000);
        String budget = "/v1/accounts/c20/members/ann/budget";
        client.put(budget, "{\"credits\": 5, \"period\": \"month\"}").is(200);
        client.reserve("c20", "r1", "\"credits\": 4, \"member\": \"ann\"").is(201);
        Client.Reply refused = client.reserve("c20", "r2", "\"credits\": 1.5, \"member\": \"ann\"");
        refused.isProblem(403, "budget-exceeded");
        assertThat(refused.number("remaining")).isEqualByComparingTo("1");
        assertThat(refused.string("resetsAt")).endsWith("T16:00:00Z");
        client.reserve("c20", "r3", "\"credits\": 100, \"member\": \"ben\"").is(201);

        String raise = "{\"raiseId\": \"x1\", \"credits\": 2, \"reason\": \"a deadline\"}";
        assertThat(client.post(budget + "/raise", raise).is(200).number("remaining"))
                .isEqualByComparingTo("3");
        assertThat(client.post(budget + "/raise", raise).is(200).number("remaining"))
                .isEqualByComparingTo("3");
        client.reserve("c20", "r2", "\"credits\": 1.5, \"member\": \"ann\"").is(201);
        assertThat(client.get(budget).is(200).number("spent")).isEqualByComparingTo("5.5");
        client.capture("c20", "r1").is(200);
        long version = client.capture("c20", "r3").is(200).version();
        assertThat(client.get("/v1/analytics/usage?account=c20&groupBy=member&minVersion=" + version)
                        .is(200)
                        .at("rows")
                        .size())
                .isEqualTo(2);

        client.put(budget, "{\"credits\": 5, \"period\": \"year\"}").isProblem(400, "invalid-request");
        client.put(budget, "{\"credits\": -5, \"period\": \"day\"}").isProblem(400, "invalid-request");
        client.delete(budget).is(200);
        client.get(budget).isProblem(404, "unknown-budget");
        client.reserve("c20", "r4", "\"credits\": 500, \"member\": \"ann\"").is(201);
    }

    @Test
    @DisplayName("C5 C8 a bank transfer is pending with instructions until an operator settles it; credits come then")
    void bankTransfer() {
        client.put("/v1/accounts/c8", "{}").is(201);
        String order = """
                {"purchaseId": "t1", "packageId": "standard", "currency": "CNY", "method": "bank-transfer"}
                """;
        Client.Reply pending = client.post("/v1/accounts/c8/purchases", order).is(201);
        assertThat(pending.string("status")).isEqualTo("pending");
        assertThat(pending.string("instructions")).contains("Transfer");
        assertThat(pending.number("price")).isEqualByComparingTo("50");
        assertThat(pending.number("credits")).isEqualByComparingTo("5000");
        client.post("/v1/accounts/c8/purchases", order).is(200);
        client.post("/v1/accounts/c8/purchases", order.replace("standard", "premium"))
                .isProblem(409, "id-conflict");
        assertThat(client.balance("c8").number("available")).isEqualByComparingTo("0");

        String settled = "{\"reason\": \"seen on the statement of 2 March\"}";
        Client.Reply there =
                client.post("/v1/accounts/c8/purchases/t1/settle", settled).is(200);
        assertThat(there.number("available")).isEqualByComparingTo("5000");
        assertThat(client.post("/v1/accounts/c8/purchases/t1/settle", settled)
                        .is(200)
                        .version())
                .isEqualTo(there.version());
        Client.Reply shown = client.get("/v1/accounts/c8/purchases/t1").is(200);
        assertThat(shown.string("status")).isEqualTo("settled");
        assertThat(shown.text()).doesNotContain("instructions").doesNotContain("fingerprint");
        client.get("/v1/accounts/c8/purchases/t2").isProblem(404, "unknown-purchase");
        client.post("/v1/accounts/c8/purchases/t2/settle", settled).isProblem(404, "unknown-purchase");
    }

    @Test
    @DisplayName("C5 C6 C7 cards, Alipay and WeChat Pay: bought, checked out, credited at once")
    void online() {
        Shop shop = new Shop(client);
        shop.open("c6", "CN");
        for (String method : new String[] {"card", "alipay", "wechat-pay"}) {
            Client.Reply bought = shop.buy(
                    "c6", method, "\"packageId\": \"basic\", \"currency\": \"CNY\", \"method\": \"" + method + "\"");
            assertThat(bought.string("method")).isEqualTo(method);
        }
        assertThat(shop.available("c6")).isEqualTo("300");
    }

    @Test
    @DisplayName("C8 C18 what came by bank transfer goes back by hand: under way until an operator says it has arrived")
    void transferRefunded() {
        client.put("/v1/accounts/c8-back", "{}").is(201);
        String path = "/v1/accounts/c8-back/purchases";
        client.post(
                        path,
                        "{\"purchaseId\": \"t\", \"packageId\": \"standard\", \"currency\": \"CNY\","
                                + " \"method\": \"bank-transfer\"}")
                .is(201);
        String refund = "{\"refundId\": \"%s\", \"reason\": \"asked for\"}";
        client.post(path + "/t/refund", refund.formatted("r1")).isProblem(409, "purchase-conflict");
        client.post(path + "/t/settle", "{\"reason\": \"seen\"}").is(200);

        Client.Reply underWay =
                client.post(path + "/t/refund", refund.formatted("r1")).is(200);
        assertThat(underWay.number("amount")).isEqualByComparingTo("50");
        assertThat(underWay.number("available")).isEqualByComparingTo("0");
        assertThat(client.get(path + "/t/refunds/r1").is(200).string("status")).isEqualTo("requested");
        client.post(path + "/t/refunds/r1/fail", "{\"reason\": \"account closed\"}")
                .is(200);
        assertThat(client.get(path + "/t/refunds/r1").is(200).string("status")).isEqualTo("failed");
        assertThat(new Shop(client).available("c8-back")).isEqualTo("5000");

        client.post(path + "/t/refund", refund.formatted("r2")).is(200);
        client.post(path + "/t/refunds/r2/settle", "{\"reason\": \"sent\"}").is(200);
        client.post(path + "/t/refunds/r2/settle", "{\"reason\": \"sent\"}").is(200);
        assertThat(client.get(path + "/t/refunds/r2").is(200).string("status")).isEqualTo("arrived");
        client.post(path + "/t/refunds/r3/settle", "{\"reason\": \"sent\"}").isProblem(404, "unknown-refund");
        assertThat(new Shop(client).available("c8-back")).isEqualTo("0");
    }

    @Test
    @DisplayName("C19 each account has its own balance")
    void ownBalance() {
        client.openWith("c19-a", 100);
        client.put("/v1/accounts/c19-b", "{}").is(201);
        client.reserve("c19-b", "r1", "\"credits\": 0.1").isProblem(402, "insufficient-credits");
        assertThat(client.balance("c19-b").number("available")).isEqualByComparingTo("0");
    }

    @Test
    @DisplayName("C1 a model's price comes of its complexity, quality, time and the provider's price, line by line")
    void priceOfAModel() {
        JsonNode lines = client.post("/v1/quotes", """
                        {"usage": [{"model": "sdxl"}, {"model": "qwen-image", "quality": "high", "count": 2}, {"model": "kling-video"}]}
                        """).is(200).at("lines");
        assertThat(lines.valueStream().map(line -> line.path("credits").asString()))
                .containsExactly("0.5", "5.25", "20");
    }

    @Test
    @DisplayName("C11 a published rate card that leaves its tier's range is refused while it runs, too")
    void publishedOutOfTier() {
        client.put("/v1/rate-card", """
                        {"version": 2, "tiers": {"basic": {"from": 0.1, "to": 1}},
                         "models": {"sdxl": {"credits": 1.1, "tier": "basic"}}, "reason": "dearer"}
                        """).isProblem(400, "invalid-request");
    }
}
