package io.runledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.command.CommandSideApplication;
import io.runledger.eventstore.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** {@code POST /v1/commands}, on two nodes with one database. */
class BatchIT {

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

    @Test
    void commands_are_carried_out_in_order_and_answered_in_order() {
        open("a");
        open("b");
        List<String> lines = new ArrayList<>();
        for (int run = 0; run < 300; run++) {
            String account = run % 3 == 0 ? "a" : "b";
            lines.add(reserve(account, "r" + run));
            lines.add(say("capture", account, "r" + run));
        }

        List<JsonNode> answers = one.batch(String.join("\n", lines));

        assertThat(answers).hasSize(600);
        assertThat(answers)
                .extracting(answer -> answer.path("line").asInt())
                .isEqualTo(IntStream.rangeClosed(1, 600).boxed().toList());
        assertThat(answers)
                .extracting(answer -> answer.path("status").asInt())
                .isEqualTo(IntStream.range(0, 600)
                        .map(i -> i % 2 == 0 ? 201 : 200)
                        .boxed()
                        .toList());
        assertThat(answers.get(1).path("body").path("captured").asInt()).isEqualTo(2);
        assertThat(available("a")).isEqualTo("9810");
    }

    @Test
    void a_repeat_of_the_batch_gets_the_first_answers_and_stores_nothing() {
        open("again");
        String lines = reserve("again", "r1") + "\n" + say("capture", "again", "r1") + "\n"
                + say("refund", "again", "r1") + "\n" + reserve("again", "r2") + "\n" + say("release", "again", "r2");
        one.batch(lines);
        long events = events("again");

        List<JsonNode> answers = other.batch(lines);

        assertThat(answers).extracting(answer -> answer.path("status").asInt()).containsOnly(200);
        assertThat(events("again")).isEqualTo(events);
    }

    @Test
    void a_wrong_line_is_answered_as_the_single_call_would_be_and_the_others_go_on() {
        open("c");
        List<JsonNode> answers = one.batch(String.join(
                "\n",
                reserve("c", "r1"),
                "{",
                "[]",
                "",
                "{\"account\": \"c\"}",
                "{\"command\": \"steal\", \"account\": \"c\"}",
                "{\"command\": \"reserve\", \"account\": \"c\", \"runId\": \"r2\", \"credit\": 2}",
                "{\"command\": \"capture\", \"account\": \"c\", \"runId\": \"nobody\"}",
                "{\"command\": \"release\", \"account\": \"c\", \"runId\": 7}",
                "{\"command\": \"reserve\", \"account\": \"c\", \"runId\": \"r3\", \"credits\": 100000}",
                "{\"command\": \"close\", \"account\": \"unknown\"}",
                "{\"command\": \"open\", \"account\": \"c\", \"email\": \"" + "x".repeat(70_000) + "\"}",
                say("capture", "c", "r1")));

        assertThat(answers)
                .extracting(answer -> answer.path("line").asInt() + ":"
                        + answer.path("status").asInt())
                .containsExactly(
                        "1:201", "2:400", "3:400", "5:400", "6:400", "7:400", "8:404", "9:400", "10:402", "11:404",
                        "12:413", "13:200");
        assertThat(answers.get(1).path("body").path("type").asString()).endsWith("invalid-request");
        assertThat(answers.get(3).path("body").path("detail").asString()).isEqualTo("command is required");
        assertThat(answers.get(7).path("body").path("detail").asString()).isEqualTo("runId must be a text");
    }

    @Test
    void what_another_node_writes_meanwhile_does_not_change_the_order() {
        open("contested");
        CompletableFuture<Void> elsewhere = CompletableFuture.runAsync(() -> {
            for (int run = 0; run < 100; run++) {
                assertThat(other.batch(reserve("contested", "other-" + run)))
                        .allSatisfy(answer -> assertThat(answer.path("status").asInt())
                                .as(answer.toString())
                                .isEqualTo(201));
            }
        });
        List<JsonNode> answers = new ArrayList<>();
        for (int batch = 0; batch < 20; batch++) {
            List<String> lines = new ArrayList<>();
            for (int run = 0; run < 25; run++) {
                lines.add(reserve("contested", "r" + batch + "-" + run));
                lines.add(say("capture", "contested", "r" + batch + "-" + run));
            }
            answers.addAll(one.batch(String.join("\n", lines)));
        }
        elsewhere.join();

        assertThat(answers)
                .hasSize(1000)
                .allSatisfy(answer -> assertThat(answer.path("status").asInt())
                        .as(answer.toString())
                        .isIn(200, 201));
        assertThat(available("contested")).isEqualTo(String.valueOf(10_010 - 2 * 600));
    }

    @Test
    void it_needs_the_key_of_a_gateway_and_lines() {
        assertThat(new Api(one.base(), "nobody").post("/v1/commands", "{}").status())
                .isEqualTo(401);
        assertThat(one.post("/v1/commands", "{}").status()).isEqualTo(415);
        assertThat(one.batch("")).isEmpty();
    }

    private static void open(String account) {
        assertThat(one.batch("{\"command\":\"open\",\"account\":\"" + account + "\"}")
                        .get(0)
                        .path("status")
                        .asInt())
                .isEqualTo(201);
        one.post("/v1/accounts/" + account + "/purchases:record", """
                {"purchaseId": "p1", "credits": 10000, "reason": "test"}
                """);
    }

    private static String reserve(String account, String run) {
        return "{\"command\":\"reserve\",\"account\":\"%s\",\"runId\":\"%s\",\"credits\":2}".formatted(account, run);
    }

    private static String say(String command, String account, String run) {
        return "{\"command\":\"%s\",\"account\":\"%s\",\"runId\":\"%s\"}".formatted(command, account, run);
    }

    private static String available(String account) {
        return one.get("/v1/accounts/" + account)
                .body()
                .path("balance")
                .path("available")
                .asString();
    }

    private static long events(String account) {
        return JdbcClient.create(database.dataSource())
                .sql("select count(*) from event_store.event where aggregate = ?")
                .param(account)
                .query(Long.class)
                .single();
    }

    private static ConfigurableApplicationContext node() {
        return SpringApplication.run(
                CommandSideApplication.class,
                "--server.port=0",
                "--spring.datasource.url=" + database.url(),
                "--runledger.admin-key=" + KEY);
    }

    private static Api apiOf(ConfigurableApplicationContext node) {
        int port = ((ServletWebServerApplicationContext) node).getWebServer().getPort();
        return new Api("http://127.0.0.1:" + port, KEY);
    }
}
