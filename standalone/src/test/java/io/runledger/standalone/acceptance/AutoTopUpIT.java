package io.runledger.standalone.acceptance;

import static io.runledger.eventstore.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Accounts that buy by themselves, under the policy apinfer: 5,000 credits for CNY 50. */
class AutoTopUpIT {

    private static final String STANDARD = "\"packageId\": \"standard\", \"currency\": \"CNY\"";
    private static final int RUNS = 200;
    private static final int CLIENTS = 32;

    private static Client client;
    private static Shop shop;

    @BeforeAll
    static void start() {
        client = Server.shared("--runledger.policy=apinfer", "--runledger.clock.start-at=2026-03-01T10:00:00Z")
                .client();
        shop = new Shop(client);
    }

    private static Client.Reply given(String account, String card) {
        shop.open(account, "CN");
        Client.Reply order = shop.buySavingCard(account, "p", STANDARD, card);
        agree(account).is(200);
        return order;
    }

    private static Client.Reply agree(String account) {
        return client.put(path(account), """
                {"threshold": 1000, "packageId": "standard", "currency": "CNY", "mostPerDay": 3, "consentId": "c-1"}
                """);
    }

    private static String path(String account) {
        return "/v1/accounts/" + account + "/auto-top-up";
    }

    private static void thenSwitchedOff(String account, String reason) {
        eventually(() -> assertThat(
                        client.get(path(account)).is(200).at("settings").isMissingNode())
                .isTrue());
        eventually(() -> assertThat(client.get("/v1/accounts/" + account + "/history?kind=auto-top-up-switched-off")
                        .is(200)
                        .at("entries"))
                .hasSize(1));
        assertThat(client.get("/v1/audit/accounts/" + account + "/events", "application/x-ndjson")
                        .text())
                .contains("\"reason\":\"" + reason + "\"");
    }

    private static void later(Duration duration) {
        String now = client.get("/v1/admin/clock").is(200).string("now");
        client.advanceTo(Instant.parse(now).plus(duration).toString());
    }

    @Test
    @DisplayName("C16 200 runs cross the threshold at once: one charge, and the credits are there")
    void once() throws Exception {
        given("c16", "ok");
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<Client.Reply>> runs = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                String run = "run-" + i;
                runs.add(clients.submit(() -> client.reserve("c16", run, "\"credits\": 25")));
            }
            for (Future<Client.Reply> run : runs) {
                run.get().is(201);
            }
        } finally {
            clients.shutdownNow();
        }
        shop.eventuallyAvailable("c16", "5000");
        shop.settled("c16", "auto-top-up:1", "settled");
        assertThat(client.get(path("c16")).is(200).at("underWay").isMissingNode())
                .isTrue();
        client.get("/v1/accounts/c16/purchases/auto-top-up:2").isProblem(404, "unknown-purchase");
    }

    @Test
    @DisplayName("C16 a declined card is tried three times, then it is switched off")
    void declined() {
        given("c16-declined", "declined");
        client.reserve("c16-declined", "run", "\"credits\": 4500, \"ttlSeconds\": 600000")
                .is(201);
        for (int attempt = 1; attempt < 3; attempt++) {
            int declines = attempt;
            eventually(() -> assertThat(client.get("/v1/accounts/c16-declined/history?kind=auto-top-up-declined")
                            .is(200)
                            .at("entries"))
                    .hasSize(declines));
            later(Duration.ofHours(7));
        }
        thenSwitchedOff("c16-declined", "declined");
        assertThat(shop.available("c16-declined")).isEqualTo("500");
    }

    @Test
    @DisplayName("C16 where the bank wants to hear it from the payer, there is a link to pay at")
    void authentication() {
        given("c16-bank", "authentication_required");
        client.reserve("c16-bank", "run", "\"credits\": 4500").is(201);
        eventually(() -> assertThat(client.get("/v1/accounts/c16-bank/history?kind=auto-top-up-needs-payer")
                        .is(200)
                        .at("entries"))
                .hasSize(1));
        shop.pay(shop.purchase("c16-bank", "auto-top-up:1"), "{}").is(200);
        shop.eventuallyAvailable("c16-bank", "5500");
    }

    @Test
    @DisplayName("C16 a payer who does not come in a day is waited for no longer")
    void absent() {
        given("c16-absent", "authentication_required");
        client.reserve("c16-absent", "run", "\"credits\": 4500").is(201);
        eventually(() -> assertThat(client.get("/v1/accounts/c16-absent/history?kind=auto-top-up-needs-payer")
                        .is(200)
                        .at("entries"))
                .hasSize(1));
        later(Duration.ofHours(25));
        thenSwitchedOff("c16-absent", "payer-absent");
    }

    @Test
    @DisplayName("C16 it is off until the payer agrees, and without a saved card nothing is charged")
    void off() {
        shop.open("c16-off", "CN");
        shop.buy("c16-off", "p", STANDARD);
        client.reserve("c16-off", "r1", "\"credits\": 4500").is(201);
        client.get("/v1/accounts/c16-off/purchases/auto-top-up:1").isProblem(404, "unknown-purchase");
        client.put(path("c16-off"), "{\"threshold\": 1000, \"packageId\": \"standard\", \"currency\": \"CNY\"}")
                .isProblem(400, "invalid-request");
        agree("c16-off").is(200);
        client.reserve("c16-off", "r2", "\"credits\": 1").is(201);
        thenSwitchedOff("c16-off", "not-possible");
        agree("c16-off").is(200);
        client.delete(path("c16-off")).is(200);
        assertThat(client.get(path("c16-off")).is(200).at("settings").isMissingNode())
                .isTrue();
    }
}
