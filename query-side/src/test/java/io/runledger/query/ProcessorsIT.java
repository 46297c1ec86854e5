package io.runledger.query;

import static io.runledger.eventstore.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.api.RunLine;
import io.runledger.query.projection.Additions;
import io.runledger.query.projection.Projection;
import io.runledger.query.projection.Recorded;
import io.runledger.query.projection.RowTarget;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What the processors promise: what can't be handled is parked, and nothing is half written or counted twice. */
class ProcessorsIT extends RunningQuerySide {

    private static final String ALL_ROWS = """
            select %1$s from (select '%2$s ' || to_jsonb(t)::text as row, t.account from %3$s.%2$s t) rows
            where account like ? order by row
            """;

    private static final RunLine RUN = TestAccount.line("flux-dev", "1");

    /** Five executions until the driver prepares a statement, and five until PostgreSQL goes on with what it has planned. */
    private static final int ENOUGH_TO_KEEP_A_PLAN = 15;

    @Autowired
    private EventProcessingConfiguration processing;

    @Autowired
    private List<Projection<?>> projections;

    @Autowired
    private PlatformTransactionManager transactions;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        onDatabaseOfItsOwn(registry);
    }

    private List<String> rows(String schema, String accountsLike) {
        List<String> rows = new ArrayList<>();
        projections.forEach(projection -> projection
                .tables()
                .forEach(table -> rows.addAll(jdbc.queryForList(
                        ALL_ROWS.formatted("row", table.name(), schema), String.class, accountsLike))));
        return rows;
    }

    private List<JsonNode> parked(String account) {
        return get("/v1/audit/parked", AUDITOR, "application/json").json().get("parked").values().stream()
                .filter(event -> event.at("/account").asString().equals(account))
                .toList();
    }

    private Answer retry() {
        return post("/v1/audit/parked/retry", OPERATOR, null);
    }

    private void whileProcessorsStandStill(Runnable change) {
        processing.eventProcessors().values().forEach(EventProcessor::shutDown);
        try {
            change.run();
        } finally {
            processing.eventProcessors().values().forEach(EventProcessor::start);
        }
    }

    private void change(TestAccount account, String set) {
        String which = " where aggregate = '%s' and sequence = 1".formatted(account.id());
        jdbc.update("update event_store.event set " + set + which);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type = 'CreditsTeleported'",
                "payload = (payload::jsonb - 'credits' - 'purchaseId')::json",
                "payload = jsonb_set(payload::jsonb, '{credits}', '\"many\"')::json",
                "payload = jsonb_set(payload::jsonb, '{at}', '\"+99999-01-01T00:00:00Z\"')::json"
            })
    void an_event_that_cant_be_handled_is_parked_with_those_behind_it_until_it_can(String damage) {
        String id = "broken-" + Math.abs(damage.hashCode());
        TestAccount account = TestAccount.opened(id).purchased("p1", "5").purchased("p2", "5");
        whileProcessorsStandStill(() -> {
            store(account);
            jdbc.execute("drop table if exists good");
            jdbc.execute("create table good as select * from event_store.event where aggregate = '" + id + "'");
            change(account, damage);
        });
        storeAndSee(TestAccount.opened("healthy-" + id).purchased("p1", "5"));

        eventually(() -> assertThat(parked(id)).hasSize(6));
        assertThat(parked(id).stream().filter(event -> event.at("/version").asLong() == 1))
                .hasSize(3)
                .allSatisfy(event -> {
                    assertThat(event.at("/type").asString()).isIn("CreditsTeleported", "CreditsPurchased");
                    assertThat(event.at("/reason").asString()).isNotBlank();
                    assertThat(event.at("/since").asString()).isNotBlank();
                });
        assertThat(get("/v1/accounts/" + id + "/balance").json().at("/version").asLong())
                .isZero();
        assertThat(get("/actuator/prometheus", ADMIN, "text/plain").body())
                .containsPattern("runledger_parked_events\\{projection=\"balance\"} [1-9]");
        assertThat(replayedDifferences(id)).isGreaterThanOrEqualTo(6);

        assertThat(retry().json().at("/handled").asLong()).isZero();
        assertThat(parked(id)).hasSize(6);

        mend(id);
        JsonNode retried = retry().json();
        assertThat(retried.at("/handled").asLong()).isEqualTo(6);
        assertThat(retried.at("/stillParked").asLong()).isZero();
        assertThat(get("/v1/accounts/" + id + "/balance").json().at("/version").asLong())
                .isEqualTo(2);
        storeAndSee(account.purchased("p3", "1"));
        assertThat(replayedDifferences(id)).isZero();
    }

    /** As an upgrade would: the stored event can be read again. */
    private void mend(String id) {
        jdbc.update("""
                update event_store.event e set type = g.type, payload = g.payload from good g
                where e.aggregate = g.aggregate and e.sequence = g.sequence
                """);
        jdbc.update("""
                update event_store.dead_letter d
                set payload_type = g.type, payload = convert_to(g.payload::text, 'UTF8') from good g
                where d.aggregate = g.aggregate and d.sequence = g.sequence
                """);
        jdbc.execute("drop table good");
    }

    private long replayedDifferences(String id) {
        Answer started = post("/v1/audit/replays", AUDITOR, null);
        eventually(() -> assertThat(
                        get(started.header("Location")).json().at("/state").asString())
                .isEqualTo("done"));
        return get(started.header("Location")).json().get("differences").values().stream()
                .filter(difference -> difference.at("/key/account").asString().equals(id))
                .count();
    }

    @Test
    void hold_up_nobody_for_longer_than_a_minute_if_their_process_or_their_database_falls_silent() {
        assertThat(jdbc.execute((ConnectionCallback<Integer>) Connection::getNetworkTimeout))
                .isEqualTo(60_000);
        assertThat(jdbc.queryForObject("show idle_in_transaction_session_timeout", String.class))
                .isEqualTo("1min");
        assertThat(jdbc.queryForObject("show client_connection_check_interval", String.class))
                .isEqualTo("5s");
    }

    @Test
    void a_write_that_fails_leaves_neither_rows_nor_token_and_is_tried_again() {
        storeAndSee(TestAccount.opened("before-the-failure"));
        // A sequence counts on when a transaction is rolled back, so that it tells how often the write was tried.
        jdbc.execute("create sequence attempts");
        jdbc.execute("""
                alter table query.balance_account
                add constraint refuse check (account <> 'refused' or nextval('attempts') < 0)
                """);
        TestAccount account = TestAccount.opened("refused").purchased("p1", "5");
        long reached = token("balance");
        try {
            store(account);
            eventually(() -> assertThat(token("history")).isGreaterThan(reached));
            eventually(() -> assertThat(jdbc.queryForObject("select last_value from attempts", Long.class))
                    .as("attempts")
                    .isGreaterThan(2));
            assertThat(token("balance")).isEqualTo(reached);
            assertThat(jdbc.queryForObject(
                            "select count(*) from query.balance_grant where account = 'refused'", Long.class))
                    .isZero();
            assertThat(parked("refused")).isEmpty();
        } finally {
            jdbc.execute("alter table query.balance_account drop constraint refuse");
        }
        storeAndSee(account);
        assertThat(token("balance")).isEqualTo(token("history"));
    }

    private long token(String processor) {
        return jdbc.queryForObject(
                "select coalesce((token::jsonb ->> 'globalIndex')::bigint, 0) from event_store.token where processor = ?",
                Long.class,
                processor);
    }

    @Test
    void usage_says_what_it_has_not_counted_yet() {
        storeAndSee(TestAccount.opened("counted"));
        whileProcessorsStandStill(() -> {
            TestAccount later = TestAccount.openedAt("not-counted", TestAccount.START.plusSeconds(60));
            clock.set(TestAccount.START.plusSeconds(120));
            store(later);
            assertThat(get("/v1/analytics/usage").json().at("/asOf").asString())
                    .isEqualTo(TestAccount.START.toString());
            assertThat(get("/actuator/prometheus", ADMIN, "text/plain").body())
                    .containsPattern("runledger_projection_lag\\{projection=\"history\"} [1-9]");
        });
        eventually(
                () -> assertThat(get("/v1/analytics/usage").json().at("/asOf").asString())
                        .isEqualTo("2026-03-01T10:02:00Z"));
    }

    @Test
    void events_that_come_again_change_nothing() {
        TestAccount account = TestAccount.opened("again").due(policy).purchased("p1", "50");
        for (int i = 0; i < 20; i++) {
            account.reserved("r" + i, "ann", null, TestAccount.line("m", "1")).captured("r" + i);
        }
        storeAndSee(account);
        List<String> before = rows("query", "again");

        processing.eventProcessors().values().forEach(processor -> {
            processor.shutDown();
            ((StreamingEventProcessor) processor).resetTokens();
            processor.start();
        });
        storeAndSee(TestAccount.opened("after-the-reset"));

        assertThat(before).hasSizeGreaterThan(40);
        assertThat(rows("query", "again")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void any_split_into_batches_writes_the_same_rows(long seed) {
        List<Recorded> events = RandomLife.events(seed, "split-", 4, 120);
        List<String> whole = rowsOf(List.of(events));
        List<String> parts = rowsOf(RandomLife.split(events, seed, 12));
        List<String> oneByOne = rowsOf(RandomLife.split(events, seed, 1));
        assertThat(whole).hasSizeGreaterThan(120);
        assertThat(parts).isEqualTo(whole);
        assertThat(oneByOne).isEqualTo(whole);
    }

    /** Written to tables that vanish with the transaction; every batch twice, which must not matter. */
    private List<String> rowsOf(List<List<Recorded>> batches) {
        return new TransactionTemplate(transactions).execute(status -> {
            status.setRollbackOnly();
            projections.forEach(projection -> projection
                    .tables()
                    .forEach(table -> jdbc.execute(
                            "create temp table %1$s (like query.%1$s including all)".formatted(table.name()))));
            for (List<Recorded> batch : batches) {
                for (Projection<?> projection : projections) {
                    Additions<?> additions = new Additions<>(projection, RowTarget.shadow(jdbc));
                    additions.add(batch);
                    additions.add(batch);
                }
            }
            return rows("pg_temp", "split-%");
        });
    }

    @Test
    void a_thousand_events_take_two_statements() {
        List<Recorded> events = RandomLife.events(7, "few-", 40, 1000);
        for (Projection<?> projection : projections) {
            AtomicInteger statements = new AtomicInteger();
            new TransactionTemplate(transactions).executeWithoutResult(status -> {
                status.setRollbackOnly();
                new Additions<>(projection, RowTarget.live(counting(statements))).add(events);
            });
            assertThat(statements).as(projection.name()).hasValue(2);
        }
    }

    @Test
    void events_that_come_again_in_other_batches_change_nothing() {
        List<Recorded> events = RandomLife.events(9, "otherwise-", 5, 200);
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            status.setRollbackOnly();
            List<Additions<?>> all = new ArrayList<>();
            projections.forEach(projection -> all.add(new Additions<>(projection, RowTarget.live(jdbc))));
            all.forEach(additions -> additions.committed(additions.add(events)));
            List<String> once = rows("query", "otherwise-%");
            for (List<Recorded> batch : RandomLife.split(events, 9, 12)) {
                all.forEach(additions -> additions.committed(additions.add(batch)));
            }
            assertThat(rows("query", "otherwise-%")).isEqualTo(once);
        });
    }

    @Test
    void the_tables_are_not_asked_about_events_that_follow_those_just_written() {
        List<Recorded> events = RandomLife.events(8, "following-", 10, 400);
        for (Projection<?> projection : projections) {
            AtomicInteger statements = new AtomicInteger();
            new TransactionTemplate(transactions).executeWithoutResult(status -> {
                status.setRollbackOnly();
                Additions<?> additions = new Additions<>(projection, RowTarget.live(counting(statements)));
                additions.committed(additions.add(events.subList(0, 200)));
                statements.set(0);
                additions.add(events.subList(200, 400));
                int remembered = statements.getAndSet(0);
                new Additions<>(projection, RowTarget.live(counting(statements))).add(events.subList(200, 400));
                assertThat(statements).as("asked, and wrote nothing").hasValue(1);
                assertThat(remembered).as(projection.name()).isOne();
            });
        }
    }

    /** PostgreSQL keeps a plan, and a table can grow a thousandfold before it makes another. */
    @Test
    void what_was_planned_while_tables_were_small_reads_none_that_has_grown() {
        Projection<?> balance = projections.stream()
                .filter(each -> each.name().equals("balance"))
                .findFirst()
                .orElseThrow();
        TestAccount account =
                TestAccount.opened("planned").purchased("p1", "50").reserved("r0", "m", "f", RUN);
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            status.setRollbackOnly();
            Additions<?> additions = new Additions<>(balance, RowTarget.live(jdbc));
            additions.committed(additions.add(account.events()));
            jdbc.execute("analyze query.balance_grant, query.balance_reservation");
            for (int run = 1; run <= ENOUGH_TO_KEEP_A_PLAN; run++) {
                addNext(additions, account, run);
            }
            jdbc.execute("""
                    insert into query.balance_reservation
                    select 'grown', i, i, 1, '[]', now() from generate_series(1, 20000) i;
                    insert into query.balance_grant
                        (account, grant_id, source, paid, pro_models, remaining_micros, voided, opened_in, place)
                    select 'grown', i, 'bonus', false, false, 1, false, i, 0 from generate_series(1, 20000) i
                    """);
            long before = rowsReadOneAfterTheOther();

            addNext(additions, account, ENOUGH_TO_KEEP_A_PLAN + 1);

            assertThat(rowsReadOneAfterTheOther() - before).isZero();
        });
    }

    private static void addNext(Additions<?> additions, TestAccount account, int run) {
        int before = account.events().size();
        account.captured("r" + (run - 1)).reserved("r" + run, "m", "f", RUN);
        additions.committed(
                additions.add(account.events().subList(before, account.events().size())));
    }

    private long rowsReadOneAfterTheOther() {
        return jdbc.queryForObject("""
                select sum(seq_tup_read) from pg_stat_xact_user_tables
                where relname in ('balance_grant', 'balance_reservation')
                """, Long.class);
    }

    @Test
    void a_process_that_stood_still_does_not_count_again_what_another_has_counted() {
        Projection<?> balance = projections.stream()
                .filter(each -> each.name().equals("balance"))
                .findFirst()
                .orElseThrow();
        TestAccount account = TestAccount.opened("claimed").purchased("p1", "5");
        storeAndSee(account);
        account.purchased("p2", "7");
        new TransactionTemplate(transactions).executeWithoutResult(another -> {
            jdbc.update("update event_store.token set owner = 'another' where processor = 'balance'");
            store(account);
            eventually(() -> assertThat(storesOfTokensThatWait()).isOne());
            new Additions<>(balance, RowTarget.live(jdbc)).add(account.events());
            jdbc.update("""
                    update event_store.token set owner = null, token = json_build_object('globalIndex', (select max(position) from event_store.event))::text
                    where processor = 'balance'
                    """);
        });
        storeAndSee(account.purchased("p3", "1"));
        assertThat(jdbc.queryForObject(
                        "select granted_micros from query.balance_account where account = 'claimed'", Long.class))
                .isEqualTo(13_000_000);
        assertThat(replayedDifferences("claimed")).isZero();
    }

    /** Its rows and its token are then what they were some commits ago, while the process has gone on. */
    @Test
    void what_a_crash_of_the_database_took_of_a_projection_is_made_again() {
        TestAccount account = TestAccount.opened("crashed").purchased("p1", "5");
        storeAndSee(account);
        new TransactionTemplate(transactions).executeWithoutResult(crash -> {
            assertThat(jdbc.update("delete from query.history_entry where account = 'crashed'"))
                    .isEqualTo(2);
            jdbc.update("""
                    update event_store.token
                       set token = json_build_object('globalIndex', (select min(position) - 1 from event_store.event where aggregate = 'crashed'))::text
                     where processor = 'history'
                    """);
        });

        eventually(() -> assertThat(replayedDifferences("crashed")).isZero());

        storeAndSee(account.purchased("p2", "7"));
        assertThat(replayedDifferences("crashed")).isZero();
    }

    private Long storesOfTokensThatWait() {
        // A transaction sees the activity of the moment at which it looked first.
        jdbc.queryForList("select pg_stat_clear_snapshot()");
        return jdbc.queryForObject("""
                select count(*) from pg_stat_activity
                where wait_event_type = 'Lock' and query ilike 'update event_store.token set token = %'
                """, Long.class);
    }

    private JdbcTemplate counting(AtomicInteger statements) {
        return new JdbcTemplate(jdbc.getDataSource()) {

            @Override
            public <T> T execute(ConnectionCallback<T> copy) {
                statements.incrementAndGet();
                return super.execute(copy);
            }

            @Override
            public <T> T execute(PreparedStatementCreator creator, PreparedStatementCallback<T> action) {
                statements.incrementAndGet();
                return super.execute(creator, action);
            }

            @Override
            public <T> T query(
                    PreparedStatementCreator creator, PreparedStatementSetter setter, ResultSetExtractor<T> extractor) {
                statements.incrementAndGet();
                return super.query(creator, setter, extractor);
            }

            @Override
            protected int update(PreparedStatementCreator creator, PreparedStatementSetter setter) {
                statements.incrementAndGet();
                return super.update(creator, setter);
            }
        };
    }
}
