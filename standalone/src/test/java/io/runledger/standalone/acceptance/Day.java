package io.runledger.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A day of a platform: many accounts, many clients at once, and runs that end in every way there is. It remembers what was
 * acknowledged, so that the books can be checked afterwards from outside.
 */
final class Day {

    private static final int CLIENTS = 16;
    private static final List<String> MODELS = List.of("flux-schnell", "flux-dev", "sdxl", "gpt-mini");

    /** What a run was answered with, by {@code account/run}. */
    record Acknowledged(String account, String run, BigDecimal captured, String model) {}

    final Map<String, Acknowledged> captures = new ConcurrentHashMap<>();
    final Map<String, String> reservations = new ConcurrentHashMap<>();
    private final Client client;
    private final int accounts;
    private final int runs;
    private final AtomicInteger nextRun = new AtomicInteger();

    Day(Client client, int accounts, int runs) {
        this.client = client;
        this.accounts = accounts;
        this.runs = runs;
    }

    void openAccounts() throws InterruptedException, ExecutionException {
        together(number -> {
            for (int i = number; i < accounts; i += CLIENTS) {
                client.openWith(account(i), 100 + i);
            }
        });
    }

    void play() throws InterruptedException, ExecutionException {
        together(number -> {
            Random dice = new Random(number);
            for (int run = nextRun.getAndIncrement(); run < runs; run = nextRun.getAndIncrement()) {
                playRun(account(dice.nextInt(accounts)), "run-" + run, dice);
            }
        });
    }

    private void playRun(String account, String run, Random dice) {
        String model = MODELS.get(dice.nextInt(MODELS.size()));
        boolean lapses = dice.nextInt(20) == 0;
        String what = "\"usage\": [{\"model\": \"%s\", \"count\": %d}], \"member\": \"m%d\"%s"
                .formatted(model, 1 + dice.nextInt(4), dice.nextInt(3), lapses ? ", \"ttlSeconds\": 1" : "");
        Client.Reply reserved = client.reserve(account, run, what);
        if (reserved.status() == 402) {
            return;
        }
        reserved.is(201);
        reservations.put(account + "/" + run, account);
        if (dice.nextInt(5) == 0) {
            client.reserve(account, run, what).is(200);
        }
        if (!lapses || dice.nextBoolean()) {
            end(account, run, model, dice);
        }
    }

    private void end(String account, String run, String model, Random dice) {
        switch (dice.nextInt(6)) {
            case 0 -> client.release(account, run).is(200);
            case 1 -> {
                client.refund(account, run).is(200);
                client.refund(account, run).is(200);
            }
            case 2 -> capture(account, run, model, "{\"credits\": 0.25}");
            case 3 -> {
                capture(account, run, model, "{}");
                client.refund(account, run).is(200);
            }
            default -> capture(account, run, model, "{}");
        }
    }

    private void capture(String account, String run, String model, String body) {
        String path = "/v1/accounts/" + account + "/reservations/" + run + "/capture";
        Client.Reply captured = client.post(path, body).is(200);
        captures.put(account + "/" + run, new Acknowledged(account, run, captured.number("captured"), model));
        assertThat(client.post(path, body).is(200).number("captured"))
                .isEqualByComparingTo(captured.number("captured"));
    }

    /** Runs whose reservation has lapsed are captured late. */
    void captureLate(int most) {
        reservations.keySet().stream()
                .filter(run -> !captures.containsKey(run))
                .limit(most)
                .forEach(run -> {
                    String[] parts = run.split("/");
                    Client.Reply late = client.capture(parts[0], parts[1]);
                    assertThat(late.status()).isIn(200, 409);
                });
    }

    /** Checks every account's books from the API alone. */
    void checkBooks() {
        for (int i = 0; i < accounts; i++) {
            Client.Reply balance = client.balance(account(i));
            BigDecimal available = balance.number("available");
            assertThat(available.signum()).as(balance.text()).isNotNegative();
            BigDecimal sum = available
                    .subtract(balance.number("notYetBooked"))
                    .add(balance.number("debt"))
                    .add(balance.number("held"));
            for (String total : List.of("captured", "expired", "voided", "clawedBack")) {
                sum = sum.add(new BigDecimal(balance.at("totals").path(total).asString()));
            }
            assertThat(new BigDecimal(balance.at("totals").path("granted").asString()))
                    .as(balance.text())
                    .isEqualByComparingTo(sum);
        }
    }

    /** Per-model analytics are the sum of the captures that the history shows. */
    void checkAnalytics() {
        Map<String, BigDecimal> captured = new ConcurrentHashMap<>();
        for (int i = 0; i < accounts; i++) {
            capturedIn(account(i), captured);
        }
        for (var row : client.get("/v1/analytics/usage?groupBy=model").is(200).at("rows")) {
            BigDecimal credits = new BigDecimal(row.path("credits").asString());
            assertThat(credits)
                    .as(row.toString())
                    .isEqualByComparingTo(captured.remove(row.path("model").asString()));
        }
        assertThat(captured).isEmpty();
    }

    private void capturedIn(String account, Map<String, BigDecimal> captured) {
        String cursor = "";
        do {
            Client.Reply page = client.get("/v1/accounts/" + account + "/history?kind=captured&limit=1000" + cursor)
                    .is(200);
            for (var entry : page.at("entries")) {
                for (var line : entry.path("lines")) {
                    captured.merge(
                            line.path("model").asString(),
                            new BigDecimal(line.path("credits").asString()),
                            BigDecimal::add);
                }
            }
            String next = page.string("nextCursor");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
    }

    /** Every capture that was acknowledged is there, with what was acknowledged. */
    void checkAcknowledged() {
        captures.values().forEach(capture -> {
            Client.Reply run = client.get("/v1/accounts/" + capture.account() + "/runs/" + capture.run())
                    .is(200);
            assertThat(run.number("captured")).as(run.text()).isEqualByComparingTo(capture.captured());
            long times = 0;
            for (var entry : run.at("entries")) {
                times += "captured".equals(entry.path("kind").asString()) ? 1 : 0;
            }
            assertThat(times).isEqualTo(1);
        });
    }

    static String account(int number) {
        return "day-" + number;
    }

    private interface ClientWork {
        void of(int number) throws InterruptedException;
    }

    private static void together(ClientWork work) throws InterruptedException, ExecutionException {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int number = i;
                done.add(clients.submit(() -> {
                    work.of(number);
                    return null;
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }
}
