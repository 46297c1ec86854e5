package io.runledger.query;

import static io.runledger.eventstore.Eventually.eventually;
import static io.runledger.query.TestAccount.START;
import static io.runledger.query.TestAccount.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

class ReplayIT extends RunningQuerySide {

    /** After which a connection that says nothing is given up, by either end. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private static boolean stored;

    @Value("${spring.datasource.url}")
    private String url;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        onDatabaseOfItsOwn(registry);
        registry.add("spring.datasource.hikari.data-source-properties.socketTimeout", SILENCE::toSeconds);
        registry.add(
                "spring.datasource.hikari.connection-init-sql",
                () -> "set idle_in_transaction_session_timeout = " + SILENCE.toMillis());
    }

    @BeforeEach
    void some_accounts_with_all_kinds_of_events() {
        clock.set(START.plus(Duration.ofDays(40)));
        for (int i = 0; i < 5 && !stored; i++) {
            storeAndSee(TestAccount.opened("acc-" + i)
                    .due(policy)
                    .purchased("p1", "100")
                    .granted("g", "20", START.plus(Duration.ofDays(1)))
                    .reserved("r1", "ann", "poster", line("flux-dev", "6"), line("upscale", "2"))
                    .captured("r1", "5")
                    .reserved("r2", null, null, line("flux-dev", "30"))
                    .captured("r2")
                    .after(Duration.ofMinutes(1))
                    .reserved("r3", null, null, line("m", "1"))
                    .failed("r3")
                    .reserved("r4", null, null, line("m", "1"))
                    .released("r4")
                    .subscribed("s1")
                    .due(policy)
                    .reserved("r5", null, null, line("m", "1"))
                    .after(Duration.ofDays(2))
                    .due(policy)
                    .after(Duration.ofDays(33))
                    .due(policy)
                    .reserved("r6", null, null, line("m", "1")));
        }
        stored = true;
    }

    private JsonNode replayed(String projection) {
        Answer started = post("/v1/audit/replays", AUDITOR, "{\"projection\":\"" + projection + "\"}");
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        eventually(() -> assertThat(
                        get(started.header("Location")).json().at("/state").asString())
                .isNotEqualTo("running"));
        return get(started.header("Location")).json();
    }

    @Test
    void finds_nothing_where_all_is_right() {
        JsonNode replay = replayed("all");

        long events = jdbc.queryForObject("select count(*) from event_store.event", Long.class);
        assertThat(replay.at("/state").asString()).isEqualTo("done");
        assertThat(replay.at("/differenceCount").asLong()).as(replay.toString()).isZero();
        assertThat(replay.at("/processed").asLong()).isEqualTo(events);
        assertThat(replay.at("/total").asLong()).isEqualTo(events);
        assertThat(replay.at("/eventsPerSecond").asLong()).isPositive();
        assertThat(replay.at("/position/balance").asLong())
                .isEqualTo(replay.at("/position/history").asLong());
        assertThat(replay.has("finishedAt")).isTrue();
        assertThat(get("/v1/audit/replays").json().at("/replays/0/id")).isEqualTo(replay.at("/id"));
    }

    @Test
    void json_that_is_written_in_another_way_says_the_same() {
        String asWritten = jdbc.queryForObject(
                "select lines::text from query.history_entry where lines is not null limit 1", String.class);
        jdbc.execute("create table keep as select account, version, lines from query.history_entry");
        try {
            assertThat(jdbc.update("update query.history_entry set lines = lines::jsonb::json"))
                    .isPositive();
            assertThat(jdbc.queryForObject(
                            "select count(*) from query.history_entry where lines::text = ?", Long.class, asWritten))
                    .as(asWritten)
                    .isZero();

            assertThat(replayed("history").at("/differenceCount").asLong()).isZero();
        } finally {
            jdbc.update("update query.history_entry h set lines = k.lines from keep k"
                    + " where k.account = h.account and k.version = h.version");
            jdbc.execute("drop table keep");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "balance   | balance_account     | available_micros = available_micros + 1",
                "balance   | balance_grant       | remaining_micros = remaining_micros - 1",
                "balance   | balance_reservation | credits_micros = 7",
                "balance   | balance_reservation | grants = '[]'",
                "history   | history_entry       | after_micros = 7",
                "history   | history_entry       | lines = '[]'",
                "history   | history_entry       | lines = '[\"\\u0000\"]'",
                "analytics | analytics_usage     | runs = runs + 1",
                "analytics | analytics_seen      | version = 99"
            })
    void finds_a_row_that_was_tampered_with_is_missing_or_is_spare(String projection, String table, String change) {
        String backup = "create table keep as select * from query." + table;
        jdbc.execute(backup);
        try {
            assertThat(jdbc.update("update query." + table + " set " + change + " where account = 'acc-1'"))
                    .isPositive();
            JsonNode tampered = replayed(projection).at("/differences/0");
            assertThat(tampered.at("/table").asString()).isEqualTo(table);
            assertThat(tampered.at("/key/account").asString()).isEqualTo("acc-1");
            assertThat(tampered.at("/live").isObject()).isTrue();
            assertThat(tampered.at("/replayed").isObject()).isTrue();
            assertThat(tampered.at("/live")).isNotEqualTo(tampered.at("/replayed"));

            jdbc.update("delete from query." + table + " where account = 'acc-1'");
            JsonNode missing = replayed(projection).at("/differences/0");
            assertThat(missing.at("/live").isNull()).as(missing.toString()).isTrue();
            assertThat(missing.at("/replayed").isObject()).isTrue();

            restore(table, "account = 'acc-1'");
            jdbc.update("update query." + table + " set account = 'nobody' where account = 'acc-1'");
            JsonNode spare = replayed(projection);
            assertThat(spare.at("/differences").values().stream()
                            .filter(difference ->
                                    difference.at("/key/account").asString().equals("nobody")))
                    .isNotEmpty()
                    .allMatch(difference -> difference.get("replayed").isNull()
                            && difference.get("live").isObject());
        } finally {
            jdbc.update("delete from query." + table);
            restore(table, "true");
            jdbc.execute("drop table keep");
        }
        assertThat(replayed(projection).at("/differenceCount").asLong()).isZero();
    }

    /** Columns that are made from others can't be written. */
    private void restore(String table, String where) {
        String columns = jdbc.queryForObject("""
                select string_agg(column_name, ', ') from information_schema.columns
                where table_schema = 'query' and table_name = ? and is_generated = 'NEVER'
                """, String.class, table);
        jdbc.update("insert into query.%1$s (%2$s) select %2$s from keep where %3$s".formatted(table, columns, where));
    }

    @Test
    void counts_all_differences_and_lists_a_thousand() {
        jdbc.update("insert into query.analytics_seen select 'spare-' || i, 1 from generate_series(1, 1500) i");
        try {
            JsonNode replay = replayed("analytics");
            assertThat(replay.at("/differenceCount").asLong()).isEqualTo(1500);
            assertThat(replay.at("/differences").size()).isEqualTo(1000);
        } finally {
            jdbc.update("delete from query.analytics_seen where account like 'spare-%'");
        }
    }

    @Test
    void takes_its_time_while_other_connections_are_given_up() throws Exception {
        try (Connection other = withBalancesLocked()) {
            long start = System.nanoTime();
            String id =
                    post("/v1/audit/replays", AUDITOR, "{}").json().at("/id").asString();
            eventually(() -> assertThat(System.nanoTime() - start)
                    .isGreaterThan(SILENCE.multipliedBy(2).toNanos()));
            assertThat(stateOf(id)).isEqualTo("running");
            other.rollback();

            eventually(() -> assertThat(stateOf(id)).isEqualTo("done"));
        }
    }

    /** A replay waits for this lock when it looks at the table's form, so that it can be watched. */
    private Connection withBalancesLocked() throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table query.balance_account in access exclusive mode");
        }
        return connection;
    }

    private String stateOf(String replay) {
        return get("/v1/audit/replays/" + replay, AUDITOR, "application/json")
                .json()
                .at("/state")
                .asString();
    }

    @Test
    void runs_alone_can_be_cancelled_and_leaves_nothing_behind() throws Exception {
        try (Connection other = withBalancesLocked()) {
            Answer first = post("/v1/audit/replays", AUDITOR, "{}");
            String id = first.json().at("/id").asString();
            assertThat(first.json().at("/state").asString()).isEqualTo("running");

            Answer second = post("/v1/audit/replays", AUDITOR, "{}");
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.problem()).isEqualTo("replay-running");
            assertThat(second.json().at("/id").asString()).isEqualTo(id);

            Answer cancelled = send("DELETE", "/v1/audit/replays/" + id, AUDITOR, "application/json", null);
            assertThat(cancelled.status()).isEqualTo(200);
            assertThat(cancelled.json().at("/state").asString()).isEqualTo("cancelled");
            other.rollback();
        }
        assertThat(replayed("balance").at("/differenceCount").asLong()).isZero();
        assertThat(jdbc.queryForObject("select count(*) from pg_class where relname = 'balance_account'", Long.class))
                .isEqualTo(1);
    }

    @Test
    void can_be_cancelled_whatever_it_is_at() throws Exception {
        try (Connection other = withBalancesLocked()) {
            for (int i = 0; i < 5; i++) {
                String id = post("/v1/audit/replays", AUDITOR, "{}")
                        .json()
                        .at("/id")
                        .asString();

                Answer cancelled = send("DELETE", "/v1/audit/replays/" + id, AUDITOR, "application/json", null);

                assertThat(cancelled.json().at("/state").asString()).isEqualTo("cancelled");
            }
            other.rollback();
        }
    }

    @Test
    void goes_on_beside_reads_and_writes_and_stops_where_the_live_tables_were() {
        Answer started = post("/v1/audit/replays", AUDITOR, null);
        storeAndSee(TestAccount.opened("meanwhile-" + System.nanoTime()).purchased("p", "5"));
        eventually(() -> assertThat(
                        get(started.header("Location")).json().at("/state").asString())
                .isEqualTo("done"));
        assertThat(get(started.header("Location")).json().at("/differenceCount").asLong())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"projection\":\"balances\"} | 400 | invalid-request",
                "{\"projection\":7}            | 400 | invalid-request",
                "{\"what\":\"all\"}            | 400 | invalid-request"
            })
    void of_what_there_is_not_is_refused(String body, int status, String problem) {
        Answer answer = post("/v1/audit/replays", AUDITOR, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.problem()).isEqualTo(problem);
    }

    @Test
    void that_is_unknown_is_404() {
        assertThat(get("/v1/audit/replays/none").problem()).isEqualTo("unknown-replay");
        assertThat(send("DELETE", "/v1/audit/replays/none", AUDITOR, "application/json", null)
                        .status())
                .isEqualTo(404);
    }
}
