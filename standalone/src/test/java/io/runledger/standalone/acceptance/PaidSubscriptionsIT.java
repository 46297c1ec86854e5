package io.runledger.standalone.acceptance;

import static io.runledger.eventstore.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * Plans that are paid at the payment provider, under the policy ImagineArt: basic brings 8,000 credits a month for USD 11,
 * standard 24,000 for USD 28. The first test begins on 31 January; the others begin whenever the clock stands.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PaidSubscriptionsIT {

    private static Client client;
    private static Shop shop;
    private static Database database;

    @BeforeAll
    static void start() {
        Server server =
                Server.shared("--runledger.policy=imagineart", "--runledger.clock.start-at=2026-01-31T10:00:00Z");
        client = server.client();
        database = Database.of(server);
        shop = new Shop(client);
    }

    private static Client.Reply order(String account, String plan) {
        return client.put("/v1/accounts/" + account + "/subscription", """
                {"planId": "%s", "currency": "USD", "successUrl": "https://shop.example/thanks"}
                """.formatted(plan));
    }

    /** A subscription as the provider has it. */
    private record AtProvider(Client provider, String customer, String subscription) {

        static AtProvider paid(Client.Reply order) {
            Client.Reply session = shop.pay(order, "{}").is(200);
            return new AtProvider(shop.provider(order), session.string("customer"), session.string("subscription"));
        }

        void card(String behaviour) {
            provider.post("/sandbox/customers/" + customer + "/card", "{\"behaviour\": \"" + behaviour + "\"}")
                    .is(200);
        }

        void does(String what) {
            provider.post("/sandbox/subscriptions/" + subscription + "/" + what, "{}")
                    .is(200);
        }

        void thenEnded() {
            eventually(() -> assertThat(provider.get("/sandbox/portal/" + customer, "text/html")
                            .text())
                    .contains("canceled"));
        }
    }

    private static AtProvider subscribed(String account, String plan) {
        shop.open(account, "US");
        AtProvider there = AtProvider.paid(order(account, plan).is(200));
        eventually(() -> assertThat(plan(account)).isEqualTo(plan));
        return there;
    }

    private static String plan(String account) {
        return client.get("/v1/accounts/" + account).is(200).at("plan").asString("");
    }

    private static String subscription(String account, String field) {
        return client.get("/v1/accounts/" + account)
                .is(200)
                .at("subscription")
                .path(field)
                .asString("");
    }

    private static String credits(String account) {
        return client.get("/v1/accounts/" + account)
                .is(200)
                .at("balance")
                .path("bySource")
                .path("subscription")
                .asString();
    }

    /** Those on the page of the latest payments. */
    private static Set<String> payments(Client provider) {
        return Pattern.compile("/sandbox/payments/(pi_\\w+)/")
                .matcher(provider.get("/sandbox", "text/html").text())
                .results()
                .map(payment -> payment.group(1))
                .collect(Collectors.toSet());
    }

    private static void thenCredits(String account, String credits) {
        eventually(() -> assertThat(credits(account)).isEqualTo(credits));
    }

    private static void thenState(String account, String state) {
        eventually(() -> assertThat(subscription(account, "state")).isEqualTo(state));
    }

    private static void thenRenewed(String account, int times) {
        eventually(() -> assertThat(client.get("/v1/accounts/" + account + "/history?kind=subscription-renewed")
                        .is(200)
                        .at("entries"))
                .hasSize(times));
    }

    private static void later(Duration duration) {
        String now = client.get("/v1/admin/clock").is(200).string("now");
        client.advanceTo(Instant.parse(now).plus(duration).toString());
    }

    @Test
    @Order(1)
    @DisplayName("D7 D8 paid on 31 January, renewed on 28 February and on 31 March, by paid invoices")
    void renewed() {
        subscribed("d7", "basic");
        thenCredits("d7", "8000");
        client.reserve("d7", "r", "\"credits\": 108").is(201);
        client.capture("d7", "r").is(200);
        assertThat(subscription("d7", "renewsAt")).startsWith("2026-02-28T10:00:");

        client.advanceTo("2026-02-28T10:05:00Z");
        thenRenewed("d7", 1);
        thenCredits("d7", "8000");
        assertThat(subscription("d7", "renewsAt")).startsWith("2026-03-31T10:00:");
        client.advanceTo("2026-03-31T10:05:00Z");
        thenRenewed("d7", 2);
        assertThat(subscription("d7", "renewsAt")).startsWith("2026-04-30T10:00:");
    }

    @Test
    @Order(2)
    @DisplayName("D10 D11 subscribers buy top-ups by card, and these are there at once")
    void topUp() {
        shop.open("d11", "US");
        shop.order("d11", "p", "\"packageId\": \"tokens-5000\", \"currency\": \"USD\"")
                .isProblem(403, "plan-required");
        shop.pay(order("d11", "basic").is(200), "{}").is(200);
        eventually(() -> assertThat(plan("d11")).isEqualTo("basic"));
        shop.buy("d11", "p", "\"packageId\": \"tokens-5000\", \"currency\": \"USD\"");
        assertThat(client.get("/v1/accounts/d11")
                        .is(200)
                        .at("balance")
                        .path("bySource")
                        .path("top-up")
                        .asString())
                .isEqualTo("5000");
    }

    @Test
    @Order(3)
    @DisplayName("a plan with more credits begins when its difference is paid, one with fewer with the next payment")
    void changed() {
        subscribed("change", "basic");
        assertThat(order("change", "standard").is(200).string("status")).isEqualTo("changing");
        thenCredits("change", "24000");
        order("change", "basic").is(200);
        eventually(() -> assertThat(subscription("change", "nextPlan")).isEqualTo("basic"));
        assertThat(plan("change")).isEqualTo("standard");
        client.put("/v1/accounts/change/subscription", """
                {"planId": "basic", "period": "yearly", "currency": "USD"}
                """).isProblem(409, "subscription-conflict");
        later(Duration.ofDays(31));
        thenRenewed("change", 1);
        thenCredits("change", "8000");
    }

    @Test
    @Order(4)
    @DisplayName("an upgrade whose card is declined changes nothing")
    void declinedUpgrade() {
        subscribed("poor", "basic").card("declined");
        order("poor", "ultimate").isProblem(422, "payment-refused");
        assertThat(plan("poor")).isEqualTo("basic");
        assertThat(credits("poor")).isEqualTo("8000");
    }

    @Test
    @Order(5)
    @DisplayName(
            "D12 a payment that fails lets the plan lapse after its day of grace; one that comes late takes it up again")
    void failedPayment() {
        AtProvider there = subscribed("d12", "basic");
        there.card("declined");
        later(Duration.ofDays(31));
        later(Duration.ofHours(25));
        thenState("d12", "lapsed");
        there.card("ok");
        later(Duration.ofDays(3));
        thenRenewed("d12", 1);
        thenState("d12", "active");
        thenCredits("d12", "8000");
    }

    @Test
    @Order(6)
    @DisplayName(
            "cancelled here it is charged no more and ends with the paid time; asking for the plan again takes that back")
    void cancelled() {
        AtProvider there = subscribed("cancel", "basic");
        client.delete("/v1/accounts/cancel/subscription").is(200);
        thenState("cancel", "cancelled");
        order("cancel", "basic").is(200);
        thenState("cancel", "active");
        client.delete("/v1/accounts/cancel/subscription").is(200);
        later(Duration.ofDays(32));
        thenState("cancel", "ended");
        thenRenewed("cancel", 0);
        there.thenEnded();
        order("cancel", "basic").is(200);
    }

    @Test
    @Order(7)
    @DisplayName("cancelled on the provider's own pages it is cancelled here")
    void cancelledThere() {
        AtProvider there = subscribed("leave", "basic");
        there.does("leave");
        thenState("leave", "cancelled");
        there.does("stay");
        thenState("leave", "active");
        assertThat(client.post("/v1/accounts/leave/portal", "{\"returnUrl\": \"https://shop.example/\"}")
                        .is(200)
                        .string("portalUrl"))
                .startsWith("http");
        client.post("/v1/accounts/d7-nobody/portal", "{\"returnUrl\": \"https://shop.example/\"}")
                .isProblem(404, "unknown-account");
    }

    @Test
    @Order(8)
    @DisplayName("who pays for a second subscription gets the money back")
    void twice() {
        shop.open("twice", "US");
        Client.Reply order = order("twice", "basic").is(200);
        client.post("/v1/accounts/twice/subscription/start", """
                {"subscriptionId": "s1", "planId": "standard", "reason": "paid by invoice"}
                """).is(201);
        AtProvider.paid(order).thenEnded();
        assertThat(plan("twice")).isEqualTo("standard");
        thenCredits("twice", "24000");
    }

    @Test
    @Order(9)
    @DisplayName("an account that is closed is charged no more")
    void closed() {
        AtProvider there = subscribed("close", "basic");
        client.post("/v1/accounts/close/close").is(200);
        there.thenEnded();
        order("close", "basic").isProblem(409, "account-closed");
    }

    @Test
    @Order(10)
    @DisplayName(
            "if the money of the last payment goes back, the subscription is stopped, and what is left of its credits")
    void moneyGone() {
        shop.open("gone", "US");
        Client.Reply order = order("gone", "basic").is(200);
        Client provider = shop.provider(order);
        Set<String> before = payments(provider);
        AtProvider there = AtProvider.paid(order);
        thenState("gone", "active");
        client.reserve("gone", "r", "\"credits\": 1000").is(201);
        client.capture("gone", "r").is(200);
        // The page doesn't say whose they are, and somebody else's subscription may be renewed at any time.
        Set<String> since = payments(provider);
        since.removeAll(before);
        since.forEach(payment -> provider.post("/sandbox/payments/" + payment + "/dispute", "{}"));
        thenState("gone", "ended");
        there.thenEnded();
        assertThat(credits("gone")).isEqualTo("0");
    }

    @Test
    @Order(11)
    @DisplayName("an invoice that nobody told of is found by reconciliation, and counts after the call that is named")
    void unheardOf() {
        shop.open("deaf", "US");
        Client.Reply order = order("deaf", "basic").is(200);
        database.run("""
                create function command.unheard() returns trigger language plpgsql as 'begin return null; end';
                create trigger unheard before insert on command.payment_event
                for each row execute function command.unheard()
                """);
        try {
            shop.pay(order, "{}").is(200);
            JsonNode unbooked = unbookedInvoices().get(0);
            assertThat(unbooked.path("account").asString()).isEqualTo("deaf");
            assertThat(unbooked.path("paid").decimalValue()).isEqualByComparingTo("11");
            String[] mend = unbooked.path("mend").asString().split(" ", 3);
            client.post(mend[1], mend[2]).is(202);
            eventually(() -> assertThat(plan("deaf")).isEqualTo("basic"));
            assertThat(unbookedInvoices()).isEmpty();
        } finally {
            database.run("drop trigger unheard on command.payment_event");
        }
        client.post("/v1/stripe/follow", "{\"account\": \"deaf\", \"subscriptionId\": \"nope\"}")
                .isProblem(404, "unknown-subscription");
        client.post("/v1/stripe/follow", "{\"account\": \"deaf\"}").isProblem(400, "invalid-request");
    }

    /** Those of the account; another's renewal may have come while nothing was heard. */
    private static List<JsonNode> unbookedInvoices() {
        Instant now = Instant.parse(client.get("/v1/admin/clock").is(200).string("now"));
        return client.post("/v1/stripe/reconciliations", """
                {"from": "%s", "to": "%s"}
                """.formatted(
                                now.minus(Duration.ofHours(1)), now.plusSeconds(60)))
                .is(200)
                .at("unbookedInvoices")
                .valueStream()
                .filter(invoice -> invoice.path("account").asString().equals("deaf"))
                .toList();
    }

    @Test
    @Order(12)
    @DisplayName("an order that can't be is refused, and says why")
    void refused() {
        shop.open("refused", "US");
        order("refused", "nothing").isProblem(422, "unknown-plan");
        client.put(
                        "/v1/accounts/refused/subscription",
                        "{\"planId\": \"basic\", \"currency\": \"EUR\", \"successUrl\": \"https://shop.example\"}")
                .isProblem(422, "currency-not-sold");
        client.put("/v1/accounts/refused/subscription", "{\"planId\": \"basic\", \"currency\": \"USD\"}")
                .isProblem(400, "invalid-request");
        client.post("/v1/accounts/refused/portal", "{\"returnUrl\": \"https://shop.example/\"}")
                .isProblem(409, "purchase-conflict");
        Client.Reply first = order("refused", "basic").is(200);
        assertThat(order("refused", "basic").is(200).string("checkoutUrl")).isEqualTo(first.string("checkoutUrl"));
    }
}
