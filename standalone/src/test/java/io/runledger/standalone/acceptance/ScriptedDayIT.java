package io.runledger.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The main job end to end. The size can be raised by {@code -Dday.accounts=200 -Dday.runs=20000}. */
class ScriptedDayIT {

    private static final int ACCOUNTS = Integer.getInteger("day.accounts", 40);
    private static final int RUNS = Integer.getInteger("day.runs", 2_000);

    @Test
    void after_a_day_of_runs_the_books_balance_and_a_replay_proves_them() throws Exception {
        try (Server server =
                Server.start("--runledger.policy=default", "--runledger.clock.start-at=2026-03-01T08:00:00Z")) {
            Client client = server.client();
            Day day = new Day(client, ACCOUNTS, RUNS);
            day.openAccounts();
            day.play();
            client.advanceTo("2026-03-01T20:00:00Z");
            day.captureLate(50);
            settle(client);
            day.checkBooks();
            day.checkAnalytics();
            day.checkAcknowledged();
            Replays.assertNoDifferences(client, "all");
            pastBalancesAreThoseOfTheHistory(client);
            tenDaysPass(client, day);
        }
    }

    /** The sweeper has booked what lapsed, and the projections have seen it. */
    private static void settle(Client client) {
        Replays.eventually(() -> {
            for (int i = 0; i < ACCOUNTS; i++) {
                Client.Reply account =
                        client.get("/v1/accounts/" + Day.account(i)).is(200);
                Client.Reply balance = client.balance(Day.account(i), account);
                if (balance.number("held").signum() != 0) {
                    return false;
                }
                client.get("/v1/accounts/" + Day.account(i) + "/history?limit=1&minVersion=" + account.version())
                        .is(200);
                client.get("/v1/analytics/usage?account=" + Day.account(i) + "&minVersion=" + account.version())
                        .is(200);
            }
            return true;
        });
    }

    private static void pastBalancesAreThoseOfTheHistory(Client client) {
        Random dice = new Random(7);
        for (int i = 0; i < 10; i++) {
            String account = Day.account(dice.nextInt(ACCOUNTS));
            List<JsonNode> entries = new ArrayList<>();
            client.get("/v1/accounts/" + account + "/history?limit=1000")
                    .is(200)
                    .at("entries")
                    .forEach(entries::add);
            JsonNode newest = entries.get(0);
            JsonNode oldest = entries.get(entries.size() - 1);
            Instant from = Instant.parse(oldest.path("at").asString());
            Instant to = Instant.parse(newest.path("at").asString());
            Instant at = from.plusNanos(
                    dice.nextLong(java.time.Duration.between(from, to).toNanos() + 1));
            JsonNode last = entries.stream()
                    .filter(entry -> !Instant.parse(entry.path("at").asString()).isAfter(at))
                    .findFirst()
                    .orElseThrow();
            Client.Reply past = client.get("/v1/audit/accounts/" + account + "/balance?at=" + at)
                    .is(200);
            assertThat(past.number("available").subtract(past.number("notYetBooked")))
                    .as(account + " at " + at)
                    .isEqualByComparingTo(new BigDecimal(last.path("after").asString()));
        }
    }

    private static void tenDaysPass(Client client, Day day) {
        client.put("/v1/accounts/idle", "{}").is(201);
        client.post("/v1/accounts/idle/daily-grant").is(200);
        client.post("/v1/accounts/idle/grants", """
                {"grantId": "promo", "source": "promotional", "credits": 5, "reason": "test",
                 "expiresAt": "2026-03-05T00:00:00Z"}
                """).is(201);
        Client.Reply open = client.reserve("idle", "open", "\"credits\": 12").is(201);
        assertThat(client.balance("idle", open).number("available")).isEqualByComparingTo("3");
        client.advanceTo("2026-03-11T20:00:00Z");
        assertThat(client.balance("idle").number("available")).isEqualByComparingTo("10");
        day.checkBooks();
    }
}
