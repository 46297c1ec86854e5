package io.runledger.command.rest;

import static io.runledger.eventstore.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.api.AccountCommand;
import io.runledger.api.AccountId;
import io.runledger.api.Answer;
import io.runledger.api.Credits;
import io.runledger.api.Outcome;
import io.runledger.api.RejectionReason;
import io.runledger.api.Remedy;
import io.runledger.api.RunCommand;
import io.runledger.api.RunId;
import io.runledger.api.Usage;
import io.runledger.command.CommandSideApplication;
import io.runledger.eventstore.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two command sides on one database, called over HTTP. */
class CommandSideIT {

    private static final String KEY = "test-admin-key-0123456789abcdef0123456789";
    private static TestDatabase database;
    private static ConfigurableApplicationContext first;
    private static ConfigurableApplicationContext second;
    private static Api one;
    private static Api other;

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
        first = node();
        second = node();
        one = apiOf(first);
        other = apiOf(second);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    private static ConfigurableApplicationContext node() {
        return SpringApplication.run(
                CommandSideApplication.class,
                "--server.port=0",
                "--spring.datasource.url=" + database.url(),
                "--runledger.admin-key=" + KEY,
                "--runledger.accounts.snapshot-every=20");
    }

    private static Api apiOf(ConfigurableApplicationContext node) {
        int port = ((ServletWebServerApplicationContext) node).getWebServer().getPort();
        return new Api("http://127.0.0.1:" + port, KEY);
    }

    private static void open(String account, String credits) {
        assertThat(one.put("/v1/accounts/" + account, "{}").status()).isEqualTo(201);
        assertThat(one.post("/v1/accounts/" + account + "/purchases:record", """
                        {"purchaseId": "p1", "credits": %s, "reason": "test"}
                        """.formatted(credits))
                        .status())
                .isEqualTo(201);
    }

    private static int notedAsLapsing(String account) {
        return JdbcClient.create(database.dataSource())
                .sql("select count(*) from command.expiry where account = ?")
                .param(account)
                .query(Integer.class)
                .single();
    }

    private static Api.Reply reserve(Api api, String account, String run, String credits) {
        return api.post("/v1/accounts/" + account + "/reservations", """
                {"runId": "%s", "credits": %s}
                """.formatted(run, credits));
    }

    private static Api.Reply say(Api api, String account, String run, String what) {
        return api.post("/v1/accounts/" + account + "/reservations/" + run + "/" + what, "");
    }

    private static String available(Api api, String account) {
        return api.get("/v1/accounts/" + account)
                .body()
                .path("balance")
                .path("available")
                .asString();
    }

    @Test
    void a_run_is_reserved_captured_and_refunded() {
        open("flow", "200");
        Api.Reply reserved = reserve(one, "flow", "r1", "2.5");
        assertThat(reserved.status()).isEqualTo(201);
        assertThat(reserved.text("available")).isEqualTo("207.5");
        assertThat(reserved.body().path("grants").get(0).path("source").asString())
                .isEqualTo("free");
        assertThat(say(one, "flow", "r1", "capture").text("captured")).isEqualTo("2.5");
        assertThat(say(one, "flow", "r1", "refund").text("returned")).isEqualTo("2.5");
        assertThat(available(one, "flow")).isEqualTo("210");
    }

    @Test
    void without_a_payment_provider_there_is_nothing_to_compare_with() {
        Api.Reply compared =
                one.post("/v1/stripe/reconciliations", "{\"from\": \"2026-03-01\", \"to\": \"2026-03-02\"}");
        assertThat(compared.status()).isEqualTo(503);
        assertThat(compared.problem()).isEqualTo("payments-not-configured");
        Api.Reply followed = one.post("/v1/stripe/follow", "{\"account\": \"flow\", \"purchaseId\": \"p1\"}");
        assertThat(followed.status()).isEqualTo(503);
        assertThat(followed.problem()).isEqualTo("payments-not-configured");
    }

    @Test
    void nodes_with_old_copies_of_an_account_answer_from_the_newest_state() {
        open("two", "10");
        assertThat(available(other, "two")).isEqualTo("20");
        assertThat(reserve(one, "two", "r1", "20").status()).isEqualTo(201);
        assertThat(reserve(other, "two", "r2", "1").status()).isEqualTo(402);
        assertThat(say(one, "two", "r1", "release").status()).isEqualTo(200);
        assertThat(reserve(other, "two", "r2", "20").status()).isEqualTo(201);
        assertThat(say(one, "two", "r2", "capture").status()).isEqualTo(200);
        assertThat(say(other, "two", "r2", "capture").status()).isEqualTo(200);
        assertThat(reserve(other, "two", "r1", "20").status()).isEqualTo(200);
        assertThat(reserve(one, "two", "r1", "19").status()).isEqualTo(409);
    }

    @Test
    void fifty_clients_of_two_nodes_share_the_last_credits_and_no_more() throws Exception {
        open("last", "30");
        assertThat(reserve(one, "last", "first", "30").status()).isEqualTo(201);
        List<Callable<Integer>> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Api api = i % 2 == 0 ? one : other;
            String run = "race-" + i;
            clients.add(() -> reserve(api, "last", run, "3").status());
        }
        List<Integer> statuses = together(clients);
        assertThat(statuses).containsOnly(201, 402);
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(3);
        assertThat(available(one, "last")).isEqualTo("1");
    }

    @Test
    void the_same_command_from_many_clients_at_once_happens_once() throws Exception {
        open("once", "100");
        List<Callable<Integer>> clients = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Api api = i % 2 == 0 ? one : other;
            clients.add(() -> reserve(api, "once", "r1", "5").status());
        }
        List<Integer> statuses = together(clients);
        assertThat(statuses).containsOnly(201, 200);
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        assertThat(available(other, "once")).isEqualTo("105");
    }

    @Test
    void a_repeat_is_known_for_ever_and_snapshots_change_nothing() {
        open("long", "1000");
        for (int i = 0; i < 80; i++) {
            assertThat(reserve(one, "long", "r" + i, "1").status()).isEqualTo(201);
            assertThat(say(one, "long", "r" + i, "capture").status()).isEqualTo(200);
        }
        eventually(() -> assertThat(JdbcClient.create(database.dataSource())
                        .sql("select count(*) from event_store.snapshot where aggregate = 'long'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1));
        assertThat(reserve(other, "long", "r0", "1").status()).isEqualTo(200);
        assertThat(reserve(other, "long", "r0", "2").status()).isEqualTo(409);
        assertThat(say(other, "long", "r1", "refund").text("returned")).isEqualTo("1");
        assertThat(available(other, "long")).isEqualTo("931");
    }

    /** Of reservations within a moment only the first wakes those who listen, and nothing follows that would. */
    @Test
    void what_will_lapse_is_noted_though_its_event_has_woken_nobody() {
        open("moment", "10");
        for (int run = 1; run <= 5; run++) {
            assertThat(reserve(one, "moment", "r" + run, "1").status()).isEqualTo(201);
        }
        eventually(() -> assertThat(notedAsLapsing("moment")).isEqualTo(5));
    }

    @Test
    void a_lapsed_reservation_is_booked_by_the_sweeper() {
        open("sweep", "10");
        assertThat(one.post("/v1/accounts/sweep/reservations", """
                        {"runId": "r1", "credits": 4, "ttlSeconds": 1}
                        """).status()).isEqualTo(201);
        eventually(() -> assertThat(JdbcClient.create(database.dataSource())
                        .sql(
                                "select type from event_store.event where aggregate = 'sweep' order by sequence desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("ReservationExpired"));
        eventually(() -> assertThat(notedAsLapsing("sweep")).isZero());
    }

    @Test
    void an_operators_words_are_in_the_erasable_table_and_in_no_event() {
        open("words", "10");
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        assertThat(jdbc.sql("select value from command.personal where account = 'words'")
                        .query(String.class)
                        .single())
                .isEqualTo("test");
        assertThat(jdbc.sql(
                                "select metadata::text from event_store.event where aggregate = 'words' and type = 'CreditsPurchased'")
                        .query(String.class)
                        .single())
                .contains("\"by\"")
                .doesNotContain("test\"");
        Api.Reply refused = one.post("/v1/accounts/words/grants/nope/void", "{\"reason\": \"typo\"}");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(jdbc.sql("select count(*) from command.personal where account = 'words'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    /** Commands and answers cross processes too, where Axon Server carries them. */
    @Test
    void every_message_has_a_logical_name_and_survives_the_wire() {
        Serializer serializer = first.getBean("messageSerializer", Serializer.class);
        AccountId account = new AccountId("wire");
        List<Object> messages = List.of(
                new AccountCommand.OpenAccount(account),
                new RunCommand.ReserveCredits(
                        account,
                        new RunId("r1"),
                        List.of(Usage.of("flux-dev", 2)),
                        null,
                        null,
                        "mia",
                        null,
                        Duration.ofMinutes(1),
                        true),
                new Answer.Accepted(new Outcome.RunReturned(new RunId("r1"), Credits.of("2.5"), Credits.ZERO, 7), true),
                new Answer.Refused(
                        RejectionReason.INSUFFICIENT_CREDITS,
                        "why",
                        Map.of("available", Credits.of("1.5")),
                        new Remedy(
                                Instant.parse("2026-03-02T00:00:00Z"),
                                null,
                                List.of(new Remedy.Purchase("small", Credits.of("100"))),
                                List.of(new Remedy.Upgrade("plus", Credits.of("300"))))));
        for (Object message : messages) {
            SerializedObject<String> written = serializer.serialize(message, String.class);
            assertThat(written.getType().getName()).isEqualTo(message.getClass().getSimpleName());
            assertThat((Object) serializer.deserialize(written)).isEqualTo(message);
        }
    }

    @Test
    void the_profile_is_kept_and_updated_field_by_field() {
        assertThat(one.put("/v1/accounts/profile", "{\"country\": \"DE\"}").status())
                .isEqualTo(201);
        assertThat(one.put("/v1/accounts/profile", "{\"email\": \"a@example.org\"}")
                        .status())
                .isEqualTo(200);
        Api.Reply account = other.get("/v1/accounts/profile");
        assertThat(account.body().path("profile").path("country").asString()).isEqualTo("DE");
        assertThat(account.body().path("profile").path("email").asString()).isEqualTo("a@example.org");
        assertThat(one.put("/v1/accounts/profile", "{\"country\": \"Germany\"}").status())
                .isEqualTo(400);
    }

    private static List<Integer> together(List<Callable<Integer>> calls)
            throws InterruptedException, ExecutionException {
        ExecutorService clients = Executors.newFixedThreadPool(calls.size());
        try {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> status : clients.invokeAll(calls)) {
                statuses.add(status.get());
            }
            return statuses;
        } finally {
            clients.shutdown();
        }
    }
}
