package io.runledger.standalone;

import static io.runledger.eventstore.Eventually.eventually;

import io.runledger.standalone.acceptance.Client;
import io.runledger.standalone.acceptance.Replays;
import io.runledger.stripesandbox.SandboxSettings;
import io.runledger.stripesandbox.StripeSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hundreds of purchases, renewals, refunds and disputes, while the provider fails, tells everything one to four times, late
 * and in any order, and the server is killed and started again: whatever was delivered when, the credits are what the money
 * says.
 */
class PaymentChaosIT {

    private static final int PURCHASES = Integer.getInteger("runledger.chaos.purchases", 500);
    private static final int SUBSCRIPTIONS = 20;
    private static final int ACCOUNTS = 40;
    private static final int CLIENTS = 8;
    private static final String KEY = "sk_test_chaos";
    private static final String SECRET = "whsec_chaos";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String POLICY = """
            name: chaos
            packages:
              - { id: odd, credits: 777.777777, prices: { USD: 9.99 } }
              - { id: yen, credits: 1000, prices: { JPY: 333 } }
            payments: { refundWindow: 30d, automaticTax: true }
            plans:
              - { id: plan, monthlyCredits: 100, graceDays: 1, prices: { monthly: { USD: 5 } } }
            rateCard: { version: 1, models: { flux: { credits: 1, kind: image, tier: basic } } }
            """;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path temporary;

    private final MovedClock clock = new MovedClock(Instant.parse("2026-01-31T10:00:00Z"));
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private StripeSandbox sandbox;
    private volatile Client client;
    private Program program;

    @BeforeEach
    void begin() throws IOException {
        sandbox = StripeSandbox.start(new SandboxSettings(0, temporary.resolve("stripe.jsonl"), clock, KEY, SECRET));
        Files.writeString(temporary.resolve("chaos.yaml"), POLICY);
    }

    @AfterEach
    void end() throws Exception {
        clients.shutdownNow();
        program.close();
        sandbox.close();
        Postmaster.clear(new DataFolder(temporary.resolve("data")).postgres());
    }

    @Test
    void the_credits_are_what_the_money_says() throws Exception {
        start();
        provider("webhookCopies", "\"random\"", "webhookShuffle", "true", "webhookDelayMillis", "1500");
        openAccounts();
        List<Future<?>> subscriptions = all(SUBSCRIPTIONS, this::subscribe);
        List<Future<?>> first = all(PURCHASES / 2, this::buyAndSoOn);
        killWhen(first, PURCHASES / 4);
        await(first);
        await(subscriptions);
        later(Duration.ofDays(29));
        List<Future<?>> second = all(PURCHASES - PURCHASES / 2, number -> buyAndSoOn(PURCHASES / 2 + number));
        killWhen(second, PURCHASES / 4);
        await(second);
        provider("failBefore", "0", "failAfter", "0", "rateLimit", "0", "webhookDelayMillis", "0");

        MoneyAndCredits books = new MoneyAndCredits(sandbox.base(), KEY);
        eventually(PATIENCE, () -> books.assertAgreement(client, accounts()));
        books.assertMuchHappened(PURCHASES, SUBSCRIPTIONS);
        Replays.assertNoDifferences(client, "all");
    }

    private static List<String> accounts() {
        return IntStream.range(0, ACCOUNTS)
                .mapToObj(number -> "chaos-" + number)
                .toList();
    }

    private static String account(int number) {
        return "chaos-" + number % ACCOUNTS;
    }

    private void openAccounts() {
        accounts()
                .forEach(account -> persist(
                        () -> client.put("/v1/accounts/" + account, "{\"email\": \"" + account + "@shop.example\"}")));
    }

    private interface Story {
        void play(int number);
    }

    private List<Future<?>> all(int count, Story story) {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            all.add(clients.submit(() -> story.play(number)));
        }
        return all;
    }

    private static void await(List<Future<?>> all) throws Exception {
        for (Future<?> one : all) {
            one.get();
        }
    }

    private void subscribe(int number) {
        Client.Reply order = persist(() -> client.put("/v1/accounts/" + account(number) + "/subscription", """
                {"planId": "plan", "currency": "USD", "successUrl": "https://shop.example/thanks"}
                """))
                .is(200);
        at(order).post(page(order) + "/pay", "{}").is(200);
    }

    /** Buys, and then what may happen to money happens to it. */
    private void buyAndSoOn(int number) {
        Random random = new Random(number);
        String account = account(number);
        String purchase = "p-" + number;
        String what = random.nextInt(4) == 0 ? "\"yen\", \"currency\": \"JPY\"" : "\"odd\", \"currency\": \"USD\"";
        if (random.nextInt(20) == 0) {
            provider("failBefore", "2", "failAfter", "3", "rateLimit", "3");
        }
        Client.Reply order =
                persist(() -> client.post("/v1/accounts/" + account + "/purchases", """
                {"purchaseId": "%s", "packageId": %s, "method": "card", "successUrl": "https://shop.example/thanks"}
                """.formatted(purchase, what)));
        String payment = pay(order, random);
        spend(account, number, random);
        if (payment != null) {
            afterwards(at(order), account, purchase, payment, random);
        }
    }

    /** The payment, if there is one that succeeded. */
    private String pay(Client.Reply order, Random random) {
        Client provider = at(order);
        int luck = random.nextInt(10);
        if (luck == 0) {
            provider.post(page(order) + "/pay", "{\"outcome\": \"declined\"}").is(200);
        } else if (luck == 1) {
            String delayed = provider.post(page(order) + "/pay", "{\"outcome\": \"delayed\"}")
                    .is(200)
                    .string("payment_intent");
            boolean arrives = random.nextBoolean();
            provider.post("/sandbox/payments/" + delayed + (arrives ? "/succeed" : "/fail"), "{}")
                    .is(200);
            return arrives ? delayed : null;
        } else if (luck == 2) {
            return null;
        }
        return provider.post(page(order) + "/pay", "{}").is(200).string("payment_intent");
    }

    private void spend(String account, int number, Random random) {
        String run = "run-" + number;
        String credits = String.valueOf(1 + random.nextInt(900));
        Client.Reply reserved = persist(() -> client.reserve(account, run, "\"credits\": " + credits));
        if (reserved.status() < 300) {
            persist(() -> client.capture(account, run));
        }
    }

    private void afterwards(Client provider, String account, String purchase, String payment, Random random) {
        String path = "/sandbox/payments/" + payment;
        int fate = random.nextInt(10);
        if (fate < 2) {
            provider.post(path + "/refund", "{\"amount\": " + (1 + random.nextInt(300)) + "}");
        } else if (fate == 2) {
            provider.post(path + "/refund", "{}");
        } else if (fate < 6) {
            dispute(provider, path, random);
        } else if (fate == 6) {
            provider.post(path + "/refund", "{\"amount\": 100}");
            dispute(provider, path, random);
        } else if (fate == 7) {
            // Refused as long as the credits have not come, or if they are spent; either way the books have to agree.
            persist(() -> client.post(
                    "/v1/accounts/" + account + "/purchases/" + purchase + "/refund",
                    "{\"refundId\": \"x-" + purchase + "\", \"reason\": \"chaos\"}"));
        }
    }

    private static void dispute(Client provider, String path, Random random) {
        Client.Reply dispute = provider.post(path + "/dispute", "{}");
        int outcome = random.nextInt(3);
        if (dispute.status() == 200 && outcome < 2) {
            provider.post("/sandbox/disputes/" + dispute.string("id") + (outcome == 0 ? "/won" : "/lost"), "{}");
        }
    }

    /** Ends the server as kill -9 does when so many are done, and starts it again on the same folder. */
    private void killWhen(List<Future<?>> all, int done) throws Exception {
        Replays.eventually(() -> all.stream().filter(Future::isDone).count() >= done);
        program.kill();
        start();
    }

    private void start() throws IOException {
        program = Program.java(
                        Program.jar(),
                        temporary,
                        "--server.port=0",
                        "--runledger.data-dir=" + temporary.resolve("data"),
                        "--runledger.admin-key=chaos-0123456789abcdef0123456789abcdef",
                        "--runledger.policy=" + temporary.resolve("chaos.yaml"),
                        "--runledger.clock.start-at=" + clock.instant(),
                        "--runledger.stripe.api-base=" + sandbox.base(),
                        "--runledger.stripe.api-key=" + KEY,
                        "--runledger.stripe.webhook-secrets=" + SECRET)
                .ready();
        URI base = URI.create("http://127.0.0.1:" + program.port());
        client = new Client(base, "chaos-0123456789abcdef0123456789abcdef");
        sandbox.deliverTo(base.resolve("/v1/stripe/webhook"));
    }

    private void later(Duration duration) {
        clock.advance(duration);
        persist(() -> client.post("/v1/admin/clock", "{\"advanceTo\": \"" + clock.instant() + "\"}"));
    }

    /** Asks until there is an answer: the server may be down, or can't reach the provider. */
    private Client.Reply persist(Supplier<Client.Reply> call) {
        Client.Reply[] answer = new Client.Reply[1];
        Replays.eventually(() -> {
            try {
                answer[0] = call.get();
                return answer[0].status() < 500;
            } catch (UncheckedIOException down) {
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                return false;
            }
        });
        return answer[0];
    }

    private void provider(String... settings) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < settings.length; i += 2) {
            fields.add("\"" + settings[i] + "\": " + settings[i + 1]);
        }
        new Client(sandbox.base(), null)
                .post("/sandbox/settings", "{" + String.join(", ", fields) + "}")
                .is(200);
    }

    private static Client at(Client.Reply order) {
        return new Client(URI.create(order.string("checkoutUrl")).resolve("/"), null);
    }

    private static String page(Client.Reply order) {
        return URI.create(order.string("checkoutUrl")).getPath();
    }

    /** The provider's clock, which the test moves together with the server's. */
    private static final class MovedClock extends Clock {

        private final Duration behind;
        private volatile Duration moved = Duration.ZERO;

        MovedClock(Instant start) {
            behind = Duration.between(start, Clock.systemUTC().instant());
        }

        void advance(Duration duration) {
            moved = moved.plus(duration);
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().minus(behind).plus(moved);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
