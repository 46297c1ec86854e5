package io.runledger.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The facts of the platform comfyui that concern prices and credits. */
class ComfyIT {

    private static Server server;
    private static Client client;

    @BeforeAll
    static void start() {
        server = Server.start("--runledger.policy=comfyui", "--runledger.clock.start-at=2026-03-01T10:00:00Z");
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode policy(String field) {
        return client.get("/v1/policy").is(200).at(field);
    }

    private static BigDecimal quote(String usage) {
        return client.post("/v1/quotes", "{\"usage\": [" + usage + "]}").is(200).number("credits");
    }

    @ParameterizedTest(name = "A1 B3 without a key there is nothing to see: {0}")
    @ValueSource(strings = {"/v1/accounts/a1/balance", "/v1/accounts/a1/history", "/v1/policy", "/v1/analytics/usage"})
    void signedInOnly(String path) {
        client.put("/v1/accounts/a1", "{}");
        client.withKey(null).get(path).isProblem(401, "unauthorized");
        client.withKey("nobody's").get(path).isProblem(401, "unauthorized");
    }

    @Test
    @DisplayName("A2 local models cost nothing, and run without credits")
    void localModels() {
        client.put("/v1/accounts/a2", "{}").is(201);
        Client.Reply reserved = client.reserve("a2", "r1", "\"usage\": [{\"model\": \"local-sdxl\", \"count\": 50}]")
                .is(201);

        assertThat(reserved.number("credits")).isZero();
        assertThat(client.capture("a2", "r1").is(200).number("captured")).isZero();
        client.reserve("a2", "r2", "\"usage\": [{\"model\": \"flux-pro\"}]").isProblem(402, "insufficient-credits");
    }

    @Test
    @DisplayName("A3 A4 the buyer types the amount, at a price per credit, in a currency chosen from several")
    void anyAmount() {
        JsonNode any = policy("anyAmount");

        assertThat(any.path("least").asString()).isEqualTo("1000");
        assertThat(any.path("most").asString()).isEqualTo("200000");
        assertThat(StreamSupport.stream(any.path("prices").spliterator(), false)
                        .map(price -> price.path("currency").asString() + " "
                                + price.path("pricePerCredit").asString()))
                .containsExactly("CNY 0.035", "EUR 0.0045", "USD 0.005");
        assertThat(any.path("prices").get(0).has("price")).isFalse();
    }

    @Test
    @DisplayName("A6 cards always; WeChat Pay only when paying in USD")
    void waysToPay() {
        for (JsonNode sold : policy("packages")) {
            for (JsonNode price : sold.path("prices")) {
                List<String> methods = price.path("paymentMethods").values().stream()
                        .map(JsonNode::asString)
                        .toList();
                assertThat(methods).contains("card");
                assertThat(methods.contains("wechat-pay"))
                        .isEqualTo(price.path("currency").asString().equals("USD"));
            }
        }
    }

    @ParameterizedTest(name = "A12 {0} costs {1}: it varies with size, number, tokens and length")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"model\": \"flux-pro\"}                                              | 8",
                "{\"model\": \"flux-pro\", \"size\": \"1536x1024\", \"count\": 3}       | 36",
                "{\"model\": \"gpt-image\", \"quality\": \"low\", \"size\": \"1536x1024\"} | 3.165",
                "{\"model\": \"gpt\", \"tokens\": 1234}                                 | 2.60374",
                "{\"model\": \"kling-video\", \"seconds\": 10}                          | 118"
            })
    void varies(String usage, BigDecimal credits) {
        assertThat(quote(usage)).isEqualByComparingTo(credits);
    }

    @Test
    @DisplayName("A12 each run's tokens and credits are shown")
    void tokensShown() {
        client.openWith("a12", 100);
        client.reserve("a12", "r1", "\"usage\": [{\"model\": \"gpt\", \"tokens\": 2000}]")
                .is(201);
        Client.Reply captured = client.post(
                        "/v1/accounts/a12/reservations/r1/capture",
                        "{\"usage\": [{\"model\": \"gpt\", \"tokens\": 1500}]}")
                .is(200);
        JsonNode line = client.get("/v1/accounts/a12/runs/r1?minVersion=" + captured.version())
                .is(200)
                .at("lines")
                .get(0);

        assertThat(line.path("tokens").asLong()).isEqualTo(1500);
        assertThat(line.path("credits").asString()).isEqualTo("3.165");
    }

    @Test
    @DisplayName("A12 a model that is priced by its length or tokens isn't run without them")
    void lengthIsNeeded() {
        client.openWith("a12-needs", 100);
        client.reserve("a12-needs", "r1", "\"usage\": [{\"model\": \"kling-video\"}]")
                .isProblem(422, "usage-not-priced");
        client.reserve("a12-needs", "r1", "\"usage\": [{\"model\": \"gpt\"}]").isProblem(422, "usage-not-priced");
        client.reserve("a12-needs", "r1", "\"usage\": [{\"model\": \"kling-video\", \"seconds\": 5}]")
                .is(201);
    }

    @Test
    @DisplayName("B1 B4 nothing is free and nothing is charged that was not bought before: no daily credits")
    void prepaid() {
        client.put("/v1/accounts/b1", "{}").is(201);

        assertThat(client.get("/v1/policy").is(200).json().has("dailyGrant")).isFalse();
        assertThat(client.post("/v1/accounts/b1/daily-grant")
                        .is(200)
                        .at("issued")
                        .asBoolean())
                .isFalse();
        Client.Reply refused = client.reserve("b1", "r1", "\"credits\": 0.000001");
        refused.isProblem(402, "insufficient-credits");
        assertThat(refused.json().has("nextCreditsAt")).isFalse();
        assertThat(refused.at("purchases").get(0).path("credits").asString()).isEqualTo("1000");
        assertThat(refused.at("purchases").get(1).path("packageId").asString()).isEqualTo("pack-1000");
    }

    @Test
    @DisplayName("B2 B6 A8 too few credits: no run, and a run never makes the balance negative")
    void neverNegative() {
        client.openWith("b2", 10);
        client.reserve("b2", "r1", "\"usage\": [{\"model\": \"flux-pro\"}]").is(201);
        client.reserve("b2", "r2", "\"usage\": [{\"model\": \"flux-pro\"}]").isProblem(402, "insufficient-credits");
        Client.Reply captured = client.post("/v1/accounts/b2/reservations/r1/capture", "{\"credits\": 25}")
                .is(200);

        assertThat(captured.number("captured")).isEqualByComparingTo("10");
        assertThat(captured.number("shortfall")).isEqualByComparingTo("15");
        assertThat(client.balance("b2", captured).number("available")).isZero();
    }

    @Test
    @DisplayName("B9 credits never expire")
    void neverExpire() {
        client.openWith("b9", 100);
        JsonNode grant = client.balance(
                        "b9", client.post("/v1/accounts/b9/daily-grant").is(200))
                .at("grants")
                .get(0);

        assertThat(grant.path("credits").isMissingNode()
                        && grant.path("remaining").isMissingNode())
                .isFalse();
        assertThat(grant.path("expiresAt").isMissingNode()
                        || grant.path("expiresAt").isNull())
                .isTrue();
    }

    @Test
    @DisplayName("B12 the price of every model can be looked up")
    void priceList() {
        JsonNode models = policy("rateCard").path("models");

        assertThat(models.values().stream().map(model -> model.path("model").asString()))
                .contains("local-sdxl", "flux-pro", "gpt-image", "gpt", "kling-video");
        for (JsonNode model : models) {
            assertThat(model.has("credits")).isTrue();
            assertThat(model.path("free").asBoolean())
                    .isEqualTo(model.path("credits").asString().equals("0"));
            assertThat(model.has("standardCredits")).as(model.toString()).isTrue();
        }
    }

    @Test
    @DisplayName("an estimate is what the days cost, and a buffer of 25 % or as much as is asked for")
    void estimate() {
        String usage = """
                {"usage": [{"model": "flux-pro", "count": 90}, {"model": "kling-video", "seconds": 5, "count": 10}],
                 "days": 22%s}
                """;
        Client.Reply usual = client.post("/v1/estimates", usage.formatted("")).is(200);

        assertThat(usual.number("credits")).isEqualByComparingTo("28820");
        assertThat(usual.number("buffer")).isEqualByComparingTo("7205");
        assertThat(usual.number("creditsWithBuffer")).isEqualByComparingTo("36025");
        assertThat(client.post("/v1/estimates", usage.formatted(", \"bufferPercent\": 30"))
                        .is(200)
                        .number("creditsWithBuffer"))
                .isEqualByComparingTo("37466");
    }

    @ParameterizedTest(name = "an estimate of {0} is refused")
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                        | 400 | invalid-request",
                "{\"usage\": [{\"model\": \"flux-pro\"}]}                                  | 400 | invalid-request",
                "{\"usage\": [{\"model\": \"flux-pro\"}], \"days\": 0}                     | 400 | invalid-request",
                "{\"usage\": [{\"model\": \"flux-pro\"}], \"days\": 367}                   | 400 | invalid-request",
                "{\"usage\": [{\"model\": \"flux-pro\"}], \"days\": 1, \"bufferPercent\": 101} | 400 | invalid-request",
                "{\"usage\": [{\"model\": \"flux-pro\"}], \"days\": 1, \"plan\": \"x\"}    | 400 | invalid-request",
                "{\"usage\": [{\"model\": \"nope\"}], \"days\": 1}                         | 422 | unknown-model",
                "{\"usage\": [{\"model\": \"gpt\"}], \"days\": 1}                          | 422 | usage-not-priced",
                "{\"plan\": \"nope\"}                                                      | 422 | unknown-plan"
            })
    void estimatesRefused(String body, int status, String problem) {
        client.post("/v1/estimates", body).isProblem(status, problem);
    }

    private static Client.Reply order(String account, String what) {
        return client.post("/v1/accounts/" + account + "/purchases", "{" + what + "}");
    }

    @Test
    @DisplayName("A3 an order for fewer or more credits than may be bought at once is refused before anybody pays")
    void limits() {
        client.put("/v1/accounts/a3", "{}").is(201);
        order("a3", "\"purchaseId\": \"p1\", \"credits\": 999, \"currency\": \"USD\"")
                .isProblem(422, "amount-out-of-range");
        order("a3", "\"purchaseId\": \"p1\", \"credits\": 200000.5, \"currency\": \"USD\"")
                .isProblem(422, "amount-out-of-range");
        order("a3", "\"purchaseId\": \"p1\", \"currency\": \"USD\"").isProblem(400, "invalid-request");
        order("a3", "\"purchaseId\": \"p1\", \"packageId\": \"nonesuch\", \"currency\": \"USD\"")
                .isProblem(422, "unknown-package");
        order("nobody", "\"purchaseId\": \"p1\", \"credits\": 1500, \"currency\": \"USD\"")
                .isProblem(404, "unknown-account");
        assertThat(client.balance("a3").number("available")).isEqualByComparingTo("0");
    }

    @Test
    @DisplayName(
            "A3 A4 A5 A7 the amount that the buyer types is paid in the currency chosen, with the account's e-mail")
    void paid() {
        Shop shop = new Shop(client);
        shop.open("a4", "DE");
        String amount = "\"credits\": 1500.5, \"currency\": \"EUR\"";
        Client.Reply order = shop.order("a4", "p1", amount).is(201);
        assertThat(order.number("price")).isEqualByComparingTo("6.75");
        URI page = URI.create(order.string("checkoutUrl"));
        assertThat(shop.provider(order).get(page.getPath(), "text/html").is(200).text())
                .contains("a4@shop.example", "6.75");

        Client.Reply session = shop.pay(order, "{}").is(200);

        assertThat(session.at("customer_details").path("email").asString()).isEqualTo("a4@shop.example");
        shop.eventuallyAvailable("a4", "1500.5");
        assertThat(shop.settled("a4", "p1", "settled")
                        .at("money")
                        .path("currency")
                        .asString())
                .isEqualTo("EUR");
    }

    @Test
    @DisplayName("A6 WeChat Pay in USD")
    void weChatPay() {
        Shop shop = new Shop(client);
        shop.open("a6-wechat", "CN");
        shop.buy("a6-wechat", "p1", "\"credits\": 2000, \"currency\": \"USD\", \"method\": \"wechat-pay\"");
        assertThat(shop.available("a6-wechat")).isEqualTo("2000");
    }

    @Test
    @DisplayName("A9 B5 credits that are not used are not refunded, and support is told what it can do")
    void noRefunds() {
        Shop shop = new Shop(client);
        shop.open("a9-paid", "US");
        shop.buy("a9-paid", "p1", "\"packageId\": \"pack-1000\", \"currency\": \"USD\"");
        assertThat(client.post(
                                "/v1/accounts/a9-paid/purchases/p1/refund",
                                "{\"refundId\": \"r1\", \"reason\": \"asked for\"}")
                        .isProblem(409, "refund-window-closed")
                        .string("detail"))
                .contains("compensation");
        assertThat(shop.available("a9-paid")).isEqualTo("1000");
    }

    @Test
    @DisplayName("A4 A6 an order in a currency, or by a way, that isn't offered is refused and says what is")
    void currenciesAndWays() {
        client.put("/v1/accounts/a6", "{}").is(201);
        Client.Reply yen = order("a6", "\"purchaseId\": \"p1\", \"credits\": 2000, \"currency\": \"JPY\"");
        assertThat(yen.isProblem(422, "currency-not-sold").string("detail")).contains("CNY", "EUR", "USD");
        String weChat = "\"purchaseId\": \"p1\", \"credits\": 2000, \"currency\": \"%s\", \"method\": \"wechat-pay\"";
        assertThat(order("a6", weChat.formatted("EUR"))
                        .isProblem(422, "payment-method-not-accepted")
                        .string("detail"))
                .contains("card");
        order("a6", weChat.formatted("USD")).isProblem(400, "invalid-request");
        order("a6", weChat.formatted("USD").replace("wechat-pay", "cash")).isProblem(400, "invalid-request");
    }

    @Test
    @DisplayName("A5 the payer's e-mail is the account's: an order can't name another one")
    void payersMail() {
        client.put("/v1/accounts/a5", "{\"email\": \"owner@example.org\"}").is(201);
        order(
                        "a5",
                        "\"purchaseId\": \"p1\", \"credits\": 2000, \"currency\": \"USD\", \"email\": \"other@example.org\"")
                .isProblem(400, "invalid-request");
        assertThat(client.get("/v1/accounts/a5")
                        .is(200)
                        .at("profile")
                        .path("email")
                        .asString())
                .isEqualTo("owner@example.org");
    }

    @Test
    @DisplayName("A7 the balance is there as soon as the payment is confirmed")
    void atOnce() {
        client.put("/v1/accounts/a7", "{}").is(201);
        Client.Reply bought = client.buy("a7", "p1", 2110);
        assertThat(bought.number("available")).isEqualByComparingTo("2110");
        assertThat(client.balance("a7", bought).number("available")).isEqualByComparingTo("2110");
        client.reserve("a7", "r1", "\"credits\": 2110").is(201);
    }

    @Test
    @DisplayName("A9 B5 a balance left by a technical error is settled by support, with a reason that is kept")
    void compensation() {
        client.openWith("a9", 100);
        String grant = "{\"grantId\": \"ticket-7\", \"source\": \"compensation\", \"credits\": 12.5%s}";
        client.post("/v1/accounts/a9/grants", grant.formatted("")).isProblem(400, "invalid-request");
        Client.Reply given = client.post("/v1/accounts/a9/grants", grant.formatted(", \"reason\": \"lost run\""))
                .is(201);
        assertThat(client.balance("a9", given)
                        .at("bySource")
                        .path("compensation")
                        .asString())
                .isEqualTo("12.5");
        assertThat(client.get("/v1/audit/accounts/a9/events", "application/x-ndjson")
                        .is(200)
                        .text())
                .contains("ticket-7")
                .doesNotContain("lost run");
    }

    @Test
    @DisplayName("A10 B7 the balance and a Credit History can be looked up")
    void history() {
        client.openWith("a10", 100);
        client.reserve("a10", "r1", "\"credits\": 30").is(201);
        long version = client.capture("a10", "r1").is(200).version();
        JsonNode entries = client.get("/v1/accounts/a10/history?minVersion=" + version)
                .is(200)
                .at("entries");
        assertThat(entries.valueStream().map(entry -> entry.path("kind").asString()))
                .containsExactly("captured", "reserved", "purchased", "opened");
        assertThat(entries.get(2).path("after").asString()).isEqualTo("100");
        assertThat(client.balance("a10").number("available")).isEqualByComparingTo("70");
    }

    @Test
    @DisplayName("A11 B10 credits are not shared with, or transferred to, other users: there is no call that could")
    void nothingShared() {
        JsonNode paths = client.get("/v3/api-docs").is(200).at("paths");
        assertThat(paths.size()).isGreaterThan(30);
        for (String path : paths.propertyNames()) {
            assertThat(path.split("\\{account}", -1).length).as(path).isLessThanOrEqualTo(2);
            assertThat(path).doesNotContainIgnoringCase("transfer").doesNotContainIgnoringCase("share");
        }
        client.openWith("a11", 100);
        client.put("/v1/accounts/a11-other", "{}").is(201);
        client.reserve("a11-other", "r1", "\"credits\": 1").isProblem(402, "insufficient-credits");
    }

    @Test
    @DisplayName("B11 a person's information is deleted on request; the figures remain and stay provable")
    void erasure() {
        client.put("/v1/accounts/b11", "{\"country\": \"DE\", \"email\": \"mia@example.org\"}")
                .is(201);
        client.buy("b11", "p1", 50);
        String request = "{\"erasureId\": \"request-1\", \"reason\": \"asked for by its owner\"}";
        Client.Reply erased = client.post("/v1/accounts/b11/erasure", request).is(200);
        assertThat(client.post("/v1/accounts/b11/erasure", request).is(200).version())
                .isEqualTo(erased.version());
        Client.Reply account = client.get("/v1/accounts/b11").is(200);
        assertThat(account.text()).doesNotContain("mia@example.org").doesNotContain("\"DE\"");
        assertThat(client.balance("b11", erased).number("available")).isEqualByComparingTo("50");
        assertThat(client.get("/v1/audit/accounts/b11/events", "application/x-ndjson")
                        .is(200)
                        .text())
                .contains("PersonalDataErased")
                .doesNotContain("mia");
        Replays.assertNoDifferences(client, "all");
        client.post("/v1/accounts/unheard-of/erasure", request).isProblem(404, "unknown-account");
    }
}
