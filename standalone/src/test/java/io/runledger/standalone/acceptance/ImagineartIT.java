package io.runledger.standalone.acceptance;

import static io.runledger.eventstore.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * The facts of the platform ImagineArt. Each test has an account of its own; those that move the clock, which only goes
 * forward, come one after the other.
 */
@TestMethodOrder(OrderAnnotation.class)
class ImagineartIT {

    private static Server server;
    private static Client client;
    private String account;

    @BeforeAll
    static void start() {
        server = Server.start("--runledger.policy=imagineart", "--runledger.clock.start-at=2026-03-01T10:00:00Z");
        client = server.client();
    }

    @BeforeEach
    void open(TestInfo test) {
        account = test.getTestMethod().orElseThrow().getName();
        client.put("/v1/accounts/" + account, "{}").is(201);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private String path(String rest) {
        return "/v1/accounts/" + account + rest;
    }

    private Client.Reply subscribe(String plan, String period) {
        return subscribe(plan, period, client.get("/v1/admin/clock").is(200).string("now"));
    }

    private Client.Reply subscribe(String plan, String period, String since) {
        return client.post(path("/subscription/start"), """
                        {"subscriptionId": "s1", "planId": "%s", "period": "%s", "since": "%s", "reason": "test"}
                        """.formatted(plan, period, since))
                .is(201);
    }

    private Client.Reply renew(String renewal) {
        return client.post(
                path("/subscription/renew"),
                "{\"subscriptionId\": \"s1\", \"renewalId\": \"%s\", \"reason\": \"test\"}".formatted(renewal));
    }

    private Client.Reply run(String id, String usage) {
        return client.reserve(account, id, "\"usage\": [{" + usage + "}]");
    }

    private BigDecimal bySource(Client.Reply balance, String source) {
        return new BigDecimal(balance.at("bySource").path(source).asString());
    }

    private BigDecimal price(String usage) {
        return client.post("/v1/quotes", "{\"usage\": [{" + usage + "}]}")
                .is(200)
                .number("credits");
    }

    @Test
    @DisplayName("D1 every generation or edit takes credits")
    void everyGenerationCosts() {
        JsonNode models = client.get("/v1/policy").is(200).at("rateCard").path("models");
        assertThat(models.size()).isGreaterThan(8);
        models.forEach(model -> assertThat(model.path("free").asBoolean())
                .as(model.path("model").asString())
                .isFalse());
        assertThat(run("edit", "\"model\": \"background-remover\"").is(201).number("available"))
                .isEqualByComparingTo("96");
    }

    @Test
    @DisplayName("D2 a price is that of the model x its settings x the number of results; running again costs again")
    void priceOfSettings() {
        assertThat(price("\"model\": \"flux-dev\"")).isEqualByComparingTo("24");
        assertThat(price("\"model\": \"flux-dev\", \"quality\": \"high\", \"size\": \"2k\", \"count\": 3"))
                .isEqualByComparingTo("216");
        assertThat(price("\"model\": \"wan-video\", \"seconds\": 5")).isEqualByComparingTo("210");
        assertThat(price("\"model\": \"wan-video\", \"seconds\": 8, \"quality\": \"1080p\""))
                .isEqualByComparingTo("537.6");
        run("once", "\"model\": \"flux-dev\"").is(201);
        assertThat(run("again", "\"model\": \"flux-dev\"").is(201).number("available"))
                .isEqualByComparingTo("52");
    }

    @Test
    @DisplayName("D3 plans show the estimated number of generations with standard settings")
    void generations() {
        JsonNode plans = client.get("/v1/policy").is(200).at("plans");
        JsonNode generations = plans.get(1).path("generations");
        JsonNode images = generations
                .valueStream()
                .filter(each -> each.path("model").asString().equals("flux-dev"))
                .findFirst()
                .orElseThrow();
        assertThat(images.path("generations").asInt()).isEqualTo(1000);
        Client.Reply estimate =
                client.post("/v1/estimates", "{\"plan\": \"standard\"}").is(200);
        assertThat(estimate.at("generations")).isEqualTo(generations);
    }

    @Test
    @DisplayName("D4 D13 D14 three balances at once, spent in the order free, subscription, top-up, and one number")
    void threeBalances() {
        client.post(path("/daily-grant")).is(200);
        subscribe("basic", "monthly");
        Client.Reply bought = client.buy(account, "p1", 50);
        Client.Reply balance = client.balance(account, bought);
        assertThat(bySource(balance, "free")).isEqualByComparingTo("100");
        assertThat(bySource(balance, "subscription")).isEqualByComparingTo("8000");
        assertThat(bySource(balance, "top-up")).isEqualByComparingTo("50");
        assertThat(balance.number("available")).isEqualByComparingTo("8150");

        Client.Reply reserved =
                client.reserve(account, "r", "\"credits\": 8120").is(201);
        assertThat(reserved.at("grants")
                        .valueStream()
                        .map(grant -> grant.path("source").asString() + " "
                                + grant.path("credits").asString()))
                .containsExactly("free 100", "subscription 8000", "top-up 20");
    }

    @Test
    @Order(1)
    @DisplayName("D5 100 free credits a day for accounts without a subscription; what is left does not add up")
    void freeCredits() {
        run("r1", "\"model\": \"flux-dev\"").is(201);
        client.advanceTo("2026-03-02T00:00:00Z");
        assertThat(client.balance(account).number("available")).isEqualByComparingTo("100");
        client.advanceTo("2026-03-05T00:00:00Z");
        assertThat(client.balance(account).number("available")).isEqualByComparingTo("100");
        Client.Reply subscribed = subscribe("basic", "monthly");
        client.advanceTo("2026-03-06T00:00:00Z");
        Client.Reply balance = client.balance(account, subscribed);
        assertThat(bySource(balance, "free")).isEqualByComparingTo("0");
        assertThat(balance.json().get("nextResetAt").isNull()).isTrue();
        assertThat(client.post(path("/daily-grant")).is(200).at("issued").asBoolean())
                .isFalse();
    }

    @Test
    @DisplayName("D6 Pro models need an active subscription; free credits never pay for one")
    void proModels() {
        run("r1", "\"model\": \"flux-pro\"").isProblem(403, "plan-required");
        client.post(path("/daily-grant")).is(200);
        subscribe("basic", "monthly");
        Client.Reply pro = run("r1", "\"model\": \"flux-pro\"").is(201);
        assertThat(pro.at("grants").get(0).path("source").asString()).isEqualTo("subscription");
        assertThat(run("r2", "\"model\": \"flux-dev\"")
                        .is(201)
                        .at("grants")
                        .get(0)
                        .path("source")
                        .asString())
                .isEqualTo("free");
    }

    @Test
    @DisplayName("a quote for an account says whether it could pay")
    void quoteForAccount() {
        String quote = "{\"account\": \"" + account + "\", \"usage\": [{\"model\": \"%s\", \"count\": %d}]}";
        Client.Reply affordable =
                client.post("/v1/quotes", quote.formatted("flux-dev", 4)).is(200);
        assertThat(affordable.number("credits")).isEqualByComparingTo("96");
        assertThat(affordable.at("affordable").asBoolean()).isTrue();
        Client.Reply dear =
                client.post("/v1/quotes", quote.formatted("flux-dev", 5)).is(200);
        assertThat(dear.at("affordable").asBoolean()).isFalse();
        assertThat(dear.number("eligible")).isEqualByComparingTo("100");
        assertThat(client.post("/v1/quotes", quote.formatted("flux-pro", 1))
                        .is(200)
                        .at("affordable")
                        .asBoolean())
                .isFalse();
        client.post("/v1/quotes", quote.formatted("flux-dev", 1).replace(account, "nobody"))
                .isProblem(404, "unknown-account");
    }

    @Test
    @Order(4)
    @DisplayName("D7 D8 the allocation comes on the billing date, what is left expires then, and the date is shown")
    void billingDate() {
        client.advanceTo("2026-08-01T10:00:00Z");
        Client.Reply subscribed = subscribe("basic", "monthly", "2026-08-01T10:00:00Z");
        assertThat(subscribed.at("subscription").path("renewsAt").asString()).isEqualTo("2026-09-01T10:00:00Z");
        client.reserve(account, "r", "\"credits\": 3100").is(201);
        client.capture(account, "r").is(200);
        Client.Reply renewed = renew("i1").is(200);
        assertThat(bySource(client.balance(account, renewed), "subscription")).isEqualByComparingTo("5000");
        client.advanceTo("2026-08-29T10:00:00Z");
        eventually(() -> assertThat(client.get(path("/history?kind=expiring"))
                        .is(200)
                        .at("entries")
                        .size())
                .as("the owner of an idle account is warned three days before")
                .isEqualTo(1));
        client.advanceTo("2026-09-01T10:00:00Z");
        Client.Reply balance = client.balance(account);
        assertThat(bySource(balance, "subscription")).isEqualByComparingTo("8000");
        assertThat(balance.at("subscription").path("renewsAt").asString()).isEqualTo("2026-10-01T10:00:00Z");
        assertThat(client.get(path(""))
                        .is(200)
                        .at("subscription")
                        .path("renewsAt")
                        .asString())
                .isEqualTo("2026-10-01T10:00:00Z");
        // Nobody touches the account: the month is booked by itself, and with it what was left of the last one.
        eventually(() -> {
            JsonNode totals = client.balance(account).at("totals");
            assertThat(totals.path("granted").asString()).isEqualTo("16100");
            assertThat(totals.path("expired").asString()).isEqualTo("5000");
        });
    }

    @Test
    @Order(6)
    @DisplayName("D9 within a quarter and a year the credits come monthly")
    void quarterlyAndYearly() {
        client.advanceTo("2026-11-01T10:00:00Z");
        subscribe("basic", "quarterly", "2026-11-01T10:00:00Z");
        client.advanceTo("2027-01-31T00:00:00Z");
        eventually(() -> assertThat(
                        client.balance(account).at("totals").path("granted").asString())
                .isEqualTo("24100"));
        assertThat(renew("i1").is(200).at("subscription").path("renewsAt").asString())
                .isEqualTo("2027-05-01T10:00:00Z");
        Client.Reply changed = client.post(
                        path("/subscription/change"),
                        "{\"changeId\": \"c1\", \"planId\": \"basic\", \"period\": \"yearly\", \"reason\": \"asked\"}")
                .is(200);
        assertThat(changed.at("subscription").path("nextPeriod").asString()).isEqualTo("yearly");
        assertThat(renew("i2").is(200).at("subscription").path("renewsAt").asString())
                .isEqualTo("2028-05-01T10:00:00Z");
    }

    @Test
    @Order(7)
    @DisplayName("D10 D12 top-ups never expire, and after the subscription lapses pay for what the free plan allows")
    void afterTheLapse() {
        subscribe("basic", "monthly");
        Client.Reply bought = client.buy(account, "p1", 500);
        client.advanceTo("2029-01-01T12:00:00Z");
        Client.Reply balance = client.balance(account, bought);
        assertThat(balance.at("subscription").path("state").asString()).isEqualTo("lapsed");
        assertThat(balance.json().get("plan").isNull()).isTrue();
        assertThat(bySource(balance, "top-up")).isEqualByComparingTo("500");
        assertThat(bySource(balance, "subscription")).isEqualByComparingTo("0");
        assertThat(bySource(balance, "free")).isEqualByComparingTo("100");
        run("pro", "\"model\": \"flux-pro\"").isProblem(403, "plan-required");
        assertThat(run("plain", "\"model\": \"wan-video\", \"seconds\": 10")
                        .is(201)
                        .number("available"))
                .isEqualByComparingTo("180");
    }

    @Test
    @DisplayName("D15 the estimate of 30 images and 10 videos a day for 22 days is 62,040 before the buffer")
    void estimate() {
        Client.Reply estimate = client.post("/v1/estimates", """
                {"usage": [{"model": "flux-dev", "count": 30}, {"model": "wan-video", "seconds": 5, "count": 10}],
                 "days": 22, "bufferPercent": 20}
                """).is(200);
        assertThat(estimate.number("credits")).isEqualByComparingTo("62040");
        assertThat(estimate.number("buffer")).isEqualByComparingTo("12408");
        assertThat(estimate.number("creditsWithBuffer")).isEqualByComparingTo("74448");
    }

    @Test
    @Order(2)
    @DisplayName("D16 when it is empty: wait for the refresh, buy a top-up, or upgrade")
    void empty() {
        client.advanceTo("2026-04-01T10:00:00Z");
        subscribe("basic", "monthly", "2026-04-01T10:00:00Z");
        client.reserve(account, "all", "\"credits\": 8000").is(201);
        Client.Reply refused = client.reserve(account, "more", "\"credits\": 6000");
        refused.isProblem(402, "insufficient-credits");
        assertThat(refused.string("nextCreditsAt")).isEqualTo("2026-05-01T10:00:00Z");
        assertThat(refused.at("purchases").get(0).path("packageId").asString()).isEqualTo("tokens-20000");
        assertThat(refused.at("plans").get(0).path("planId").asString()).isEqualTo("standard");
    }

    @Test
    @DisplayName("D17 top-ups are called tokens on the page, because the policy says so")
    void tokens() {
        Client.Reply policy = client.get("/v1/policy").is(200);
        assertThat(policy.string("unit")).isEqualTo("credits");
        assertThat(policy.string("topUpUnit")).isEqualTo("tokens");
    }

    @Test
    @Order(5)
    @DisplayName("D18 most used models, credits by model, member and feature, for any range of dates")
    void analytics() {
        client.advanceTo("2026-10-05T10:00:00Z");
        subscribe("basic", "monthly");
        client.reserve(
                        account,
                        "r1",
                        "\"usage\": [{\"model\": \"flux-dev\", \"count\": 2}], \"member\": \"ann\", \"feature\": \"poster\"")
                .is(201);
        client.capture(account, "r1").is(200);
        client.advanceTo("2026-10-10T10:00:00Z");
        client.reserve(
                        account,
                        "r2",
                        "\"usage\": [{\"model\": \"wan-video\", \"seconds\": 5}], \"member\": \"ben\", \"feature\": \"clip\"")
                .is(201);
        long version = client.capture(account, "r2").is(200).version();
        String usage = "/v1/analytics/usage?account=" + account + "&minVersion=" + version;
        List<String> rows = client.get(usage + "&groupBy=model,member,feature")
                .is(200)
                .at("rows")
                .valueStream()
                .map(row ->
                        row.path("model").asString() + " " + row.path("member").asString() + " "
                                + row.path("feature").asString() + " "
                                + row.path("credits").asString())
                .toList();
        assertThat(rows).containsExactlyInAnyOrder("flux-dev ann poster 48", "wan-video ben clip 210");
        assertThat(client.get(usage + "&from=2026-10-07&to=2026-10-11")
                        .is(200)
                        .at("rows")
                        .size())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("D19 there are price lists for images and for videos")
    void priceLists() {
        JsonNode models = client.get("/v1/policy").is(200).at("rateCard").path("models");
        for (String kind : List.of("image", "video")) {
            assertThat(models.valueStream()
                            .filter(model -> model.path("kind").asString().equals(kind)))
                    .hasSizeGreaterThan(2)
                    .allSatisfy(model ->
                            assertThat(model.path("standardCredits").asString()).isNotEmpty());
        }
    }

    @Test
    @DisplayName("D20 one call gives all that a support request has to carry: account, plan and credits")
    void support() {
        subscribe("standard", "yearly");
        Client.Reply all = client.get(path("")).is(200);
        assertThat(all.string("account")).isEqualTo(account);
        assertThat(all.string("plan")).isEqualTo("standard");
        assertThat(all.at("subscription").path("period").asString()).isEqualTo("yearly");
        assertThat(all.at("balance").path("bySource").path("subscription").asString())
                .isEqualTo("24000");
    }

    @Test
    @Order(3)
    @DisplayName("a cancelled subscription goes on until the paid time is over, and repeats change nothing")
    void cancelled() {
        client.advanceTo("2026-06-01T10:00:00Z");
        subscribe("basic", "monthly", "2026-06-01T10:00:00Z");
        Client.Reply cancelled = client.delete(path("/subscription")).is(200);
        assertThat(cancelled.at("subscription").path("endsAt").asString()).isEqualTo("2026-07-01T10:00:00Z");
        assertThat(client.delete(path("/subscription")).is(200).version()).isEqualTo(cancelled.version());
        client.advanceTo("2026-07-01T10:00:00Z");
        assertThat(client.balance(account, cancelled)
                        .at("subscription")
                        .path("state")
                        .asString())
                .isEqualTo("ended");
        client.delete(path("/subscription")).is(200);
    }

    @Test
    @DisplayName("what makes no sense of a subscription is refused, and changes nothing")
    void refused() {
        long version = client.get(path("")).is(200).version();
        String start = path("/subscription/start");
        client.post(start, "{\"planId\": \"basic\", \"reason\": \"r\"}").isProblem(400, "invalid-request");
        client.post(start, "{\"subscriptionId\": \"s\", \"planId\": \"gold\", \"reason\": \"r\"}")
                .isProblem(422, "unknown-plan");
        client.post(
                        start,
                        "{\"subscriptionId\": \"s\", \"planId\": \"basic\", \"period\": \"weekly\", \"reason\": \"r\"}")
                .isProblem(400, "invalid-request");
        client.post(start, "{\"subscriptionId\": \"s\", \"planId\": \"basic\"}").isProblem(400, "invalid-request");
        client.post(
                        start,
                        "{\"subscriptionId\": \"s\", \"planId\": \"basic\", \"since\": \"2027-01-01T00:00:00Z\", \"reason\": \"r\"}")
                .isProblem(409, "subscription-conflict");
        renew("i1").isProblem(404, "unknown-subscription");
        assertThat(client.get(path("")).is(200).version()).isEqualTo(version);
    }

    @Test
    @DisplayName("D11 buying a top-up needs an active subscription")
    void topUpNeedsPlan() {
        String order = "{\"purchaseId\": \"p1\", \"packageId\": \"tokens-5000\", \"currency\": \"USD\"}";
        client.post(path("/purchases"), order).isProblem(403, "plan-required");
        subscribe("basic", "monthly");
        client.post(path("/purchases"), order).isProblem(400, "invalid-request");
    }
}
