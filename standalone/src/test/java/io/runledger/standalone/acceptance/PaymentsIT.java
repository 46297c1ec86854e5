package io.runledger.standalone.acceptance;

import static io.runledger.eventstore.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Money that comes, stays away, goes back and comes again, under the policy apinfer: 5,000 credits for CNY 50. */
class PaymentsIT {

    private static final String STANDARD = "\"packageId\": \"standard\", \"currency\": \"CNY\"";

    private static Client client;
    private static Shop shop;
    private static Client provider;

    @BeforeAll
    static void start() {
        client = Server.shared("--runledger.policy=apinfer", "--runledger.clock.start-at=2026-03-01T10:00:00Z")
                .client();
        shop = new Shop(client);
        shop.open("first", "CN");
        provider = shop.provider(shop.order("first", "p1", STANDARD).is(201));
    }

    @AfterEach
    void asUsual() {
        settings("\"refunds\": \"succeeded\", \"failBefore\": 0, \"failAfter\": 0, \"rateLimit\": 0");
    }

    private static void settings(String settings) {
        provider.post("/sandbox/settings", "{" + settings + "}").is(200);
    }

    private Client.Reply at(Client.Reply purchase, String what, String body) {
        return provider.post("/sandbox/payments/" + purchase.string("paymentId") + "/" + what, body);
    }

    private Client.Reply refund(String account, String purchase, String refund) {
        return client.post(
                "/v1/accounts/" + account + "/purchases/" + purchase + "/refund",
                "{\"refundId\": \"" + refund + "\", \"reason\": \"the buyer asked\"}");
    }

    private static void spend(String account, int credits) {
        client.reserve(account, "run", "\"credits\": " + credits).is(201);
        client.capture(account, "run").is(200);
    }

    private static void later(int hours) {
        String now = client.get("/v1/admin/clock").is(200).string("now");
        client.advanceTo(Instant.parse(now).plus(Duration.ofHours(hours)).toString());
    }

    private static BigDecimal money(Client.Reply purchase, String part) {
        return new BigDecimal(purchase.at("money").path(part).asString("-1"));
    }

    private void thenRefund(String account, String refund, String status) {
        eventually(() -> assertThat(client.get("/v1/accounts/" + account + "/purchases/p/refunds/" + refund)
                        .is(200)
                        .string("status"))
                .isEqualTo(status));
    }

    @Test
    @DisplayName("C5 C6 a card is charged on the provider's page, and the credits are there")
    void card() {
        shop.open("card", "CN");
        Client.Reply order = shop.order("card", "p", STANDARD).is(201);
        assertThat(order.string("status")).isEqualTo("pending");
        assertThat(shop.available("card")).isEqualTo("0");

        shop.pay(order, "{}").is(200);

        shop.eventuallyAvailable("card", "5000");
        Client.Reply settled = shop.settled("card", "p", "settled");
        assertThat(money(settled, "paid")).isEqualByComparingTo("50");
        assertThat(settled.at("checkoutUrl").isMissingNode()).isTrue();
        assertThat(shop.order("card", "p", STANDARD).is(200).string("status")).isEqualTo("settled");
        shop.order("card", "p", "\"packageId\": \"basic\", \"currency\": \"CNY\"")
                .isProblem(409, "id-conflict");
    }

    @Test
    @DisplayName("C7 money that comes later brings its credits later; money that never comes brings none")
    void delayed() {
        shop.open("later", "CN");
        Client.Reply order =
                shop.order("later", "p", STANDARD + ", \"method\": \"alipay\"").is(201);
        String payment = payment(shop.pay(order, "{\"outcome\": \"delayed\"}").is(200));
        Client.Reply other = shop.order("later", "q", STANDARD + ", \"method\": \"wechat-pay\"")
                .is(201);
        String lost = payment(shop.pay(other, "{\"outcome\": \"delayed\"}").is(200));
        assertThat(shop.available("later")).isEqualTo("0");

        provider.post("/sandbox/payments/" + payment + "/succeed", "{}").is(200);
        provider.post("/sandbox/payments/" + lost + "/fail", "{}").is(200);

        shop.eventuallyAvailable("later", "5000");
        shop.settled("later", "q", "failed");
        assertThat(shop.available("later")).isEqualTo("5000");
    }

    private static String payment(Client.Reply session) {
        return session.at("payment_intent").asString();
    }

    @Test
    @DisplayName("a declined card brings nothing, and the buyer may try again on the same page")
    void declined() {
        shop.open("declined", "CN");
        Client.Reply order = shop.order("declined", "p", STANDARD).is(201);
        shop.pay(order, "{\"outcome\": \"declined\"}");
        shop.pay(order, "{}").is(200);
        shop.eventuallyAvailable("declined", "5000");
    }

    @Test
    @DisplayName("a page that nobody pays on in time expires")
    void expired() {
        shop.open("idle", "CN");
        Client.Reply order = shop.order("idle", "p", STANDARD).is(201);
        later(25);
        shop.settled("idle", "p", "expired");
        shop.pay(order, "{}").is(409);
    }

    @Test
    @DisplayName("C18 what is not used goes back within 30 days: under way, then arrived")
    void refunded() {
        settings("\"refunds\": \"pending\"");
        shop.open("c18", "CN");
        shop.buy("c18", "p", STANDARD);
        spend("c18", 1_234);

        Client.Reply asked = refund("c18", "p", "r").is(200);
        assertThat(asked.number("credits")).isEqualByComparingTo("3766");
        assertThat(asked.number("amount")).isEqualByComparingTo("37.66");
        assertThat(shop.available("c18")).isEqualTo("0");
        thenRefund("c18", "r", "sent");
        assertThat(refund("c18", "p", "r").is(200).number("amount")).isEqualByComparingTo("37.66");

        String id = client.get("/v1/accounts/c18/purchases/p/refunds/r").is(200).string("providerRefundId");
        provider.post("/sandbox/refunds/" + id + "/succeed", "{}").is(200);

        thenRefund("c18", "r", "arrived");
        eventually(
                () -> assertThat(money(shop.purchase("c18", "p"), "refunded")).isEqualByComparingTo("37.66"));
        refund("c18", "p", "again").isProblem(409, "nothing-to-refund");
    }

    @Test
    @DisplayName("C18 after 30 days nothing goes back")
    void tooLate() {
        shop.open("late", "CN");
        shop.buy("late", "p", STANDARD);
        later(31 * 24);
        refund("late", "p", "r").isProblem(409, "refund-window-closed");
        assertThat(shop.available("late")).isEqualTo("5000");
    }

    @Test
    @DisplayName("a dispute takes the credits, what is spent is owed and stops runs; won, everything is as before")
    void disputed() {
        shop.open("dispute", "CN");
        Client.Reply bought = shop.buy("dispute", "p", STANDARD);
        spend("dispute", 2_000);

        String dispute = at(bought, "dispute", "{}").is(200).string("id");
        shop.eventuallyAvailable("dispute", "-2000");
        client.reserve("dispute", "stopped", "\"credits\": 1").isProblem(402, "insufficient-credits");
        refund("dispute", "p", "r").isProblem(409, "purchase-conflict");

        provider.post("/sandbox/disputes/" + dispute + "/won", "{}").is(200);
        shop.eventuallyAvailable("dispute", "3000");
        client.reserve("dispute", "goes-on", "\"credits\": 1").is(201);
    }

    @Test
    @DisplayName("a refund at the provider, in parts, and a dispute after it take the credits once")
    void refundedElsewhere() {
        shop.open("parts", "CN");
        Client.Reply bought = shop.buy("parts", "p", STANDARD);
        at(bought, "refund", "{\"amount\": 1001}").is(200);
        shop.eventuallyAvailable("parts", "3999");
        at(bought, "dispute", "{\"amount\": 3999}").is(200);
        shop.eventuallyAvailable("parts", "0");
        at(bought, "fraud-warning", "{}").is(200);
        eventually(() -> assertThat(shop.purchase("parts", "p").at("flaggedAt").asString(""))
                .isNotEmpty());
        eventually(
                () -> assertThat(money(shop.purchase("parts", "p"), "disputed")).isEqualByComparingTo("39.99"));
    }

    @Test
    @DisplayName("a closed account takes no credits: its money goes back")
    void closed() {
        shop.open("closed", "CN");
        Client.Reply order = shop.order("closed", "p", STANDARD).is(201);
        client.post("/v1/accounts/closed/close").is(200);
        shop.pay(order, "{}").is(200);

        Client.Reply refused = shop.settled("closed", "p", "refused");
        assertThat(refused.string("refused")).isEqualTo("account-closed");
        eventually(() ->
                assertThat(money(shop.purchase("closed", "p"), "refunded")).isEqualByComparingTo("50"));
    }

    @Test
    @DisplayName("a provider that fails for a while makes an order come later, and nothing twice")
    void faults() {
        shop.open("faults", "CN");
        settings("\"failBefore\": 1, \"failAfter\": 2, \"rateLimit\": 1");
        Client.Reply order = shop.order("faults", "p", STANDARD);
        for (int i = 0; i < 5 && order.status() == 503; i++) {
            order.isProblem(503, "payments-unavailable");
            order = shop.order("faults", "p", STANDARD);
        }
        settings("\"webhookCopies\": 4, \"webhookShuffle\": true");
        shop.pay(order, "{}").is(200);
        shop.eventuallyAvailable("faults", "5000");
        settings("\"failAfter\": 1");
        refund("faults", "p", "r").is(200);
        thenRefund("faults", "r", "arrived");
        assertThat(shop.available("faults")).isEqualTo("0");
        eventually(() ->
                assertThat(money(shop.purchase("faults", "p"), "refunded")).isEqualByComparingTo("50"));
    }

    @Test
    @DisplayName("what is not signed, or by somebody else, is refused")
    void notSigned() {
        Client nobody = client.withKey(null);
        nobody.post("/v1/stripe/webhook", "{\"id\": \"evt_1\", \"object\": \"event\"}")
                .isProblem(400, "invalid-signature");
        nobody.post("/v1/stripe/webhook", "{").isProblem(400, "invalid-signature");
        nobody.get("/v1/stripe/webhook").isProblem(401, "unauthorized");
    }

    @Test
    @DisplayName("an order online needs an e-mail and an address to come back to")
    void incomplete() {
        client.put("/v1/accounts/no-mail", "{\"country\": \"CN\"}").is(201);
        shop.order("no-mail", "p", STANDARD).isProblem(422, "email-required");
        client.post(
                        "/v1/accounts/first/purchases",
                        "{\"purchaseId\": \"x\", \"packageId\": \"basic\", \"currency\": \"CNY\"}")
                .isProblem(400, "invalid-request");
        shop.order("first", "auto-top-up:1", STANDARD).isProblem(400, "invalid-request");
    }
}
