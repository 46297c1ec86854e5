package io.runledger.command.account;

import static io.runledger.eventstore.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.api.AccountCommand;
import io.runledger.api.AccountCommand.OpenAccount;
import io.runledger.api.AccountCommand.ShowAccount;
import io.runledger.api.AccountId;
import io.runledger.api.Answer;
import io.runledger.api.Credits;
import io.runledger.api.GrantCommand.GrantCredits;
import io.runledger.api.GrantCommand.RecordPurchase;
import io.runledger.api.GrantId;
import io.runledger.api.Outcome;
import io.runledger.api.PurchaseId;
import io.runledger.api.RejectionReason;
import io.runledger.api.RunCommand.CaptureRun;
import io.runledger.api.RunCommand.ReserveCredits;
import io.runledger.api.RunId;
import io.runledger.api.Source;
import io.runledger.command.CommandSideApplication;
import io.runledger.eventstore.TestDatabase;
import io.runledger.service.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two accounts with many commands in flight each, while batches fail: another node writes to the same accounts, and the
 * connections of the writers are cut. Whatever was accepted is there once, and nothing that was refused.
 */
class BusyAccountIT {

    private static final int CLIENTS = 12;
    private static final int RUNS_OF_EACH = 60;
    private static final int MOST_CUTS = 8;
    private static final Credits ONE = Credits.ofWhole(1);
    private static final Credits TOO_MUCH = Credits.ofWhole(900_000_000);

    private static final AtomicInteger GRANTS = new AtomicInteger();

    private static TestDatabase database;
    private static ConfigurableApplicationContext first;
    private static ConfigurableApplicationContext second;

    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unknown = new AtomicInteger();

    @BeforeAll
    static void start() {
        database = TestDatabase.fresh();
        first = node();
        second = node();
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @Test
    void what_was_accepted_is_there_once_and_what_was_refused_is_not_there() throws Exception {
        open("team-0");
        open("team-1");
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                clients.add(threads.submit(() -> play(number)));
            }
            for (int cut = 0; cut < MOST_CUTS && !clients.stream().allMatch(Future::isDone); cut++) {
                int before = accepted.size();
                eventually(() -> assertThat(accepted.size() > before + 50
                                || clients.stream().allMatch(Future::isDone))
                        .isTrue());
                cutConnections();
            }
            for (Future<?> client : clients) {
                client.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(accepted).hasSizeGreaterThan(CLIENTS * RUNS_OF_EACH);
        assertThat(refused).hasSize(CLIENTS * RUNS_OF_EACH);
        assertThat(unknown).as("commands that met a cut connection").hasPositiveValue();
        for (String account : List.of("team-0", "team-1")) {
            List<String> stored = runsOf(account);
            assertThat(stored).doesNotHaveDuplicates().doesNotContainAnyElementsOf(refused);
            assertThat(stored)
                    .containsAll(accepted.stream()
                            .filter(run -> run.startsWith(account))
                            .toList());
            assertThat(hasHole(account)).isFalse();
            assertThat(shown(first, account)).isEqualTo(shownWhenLoadedAgain(first, account));
            assertThat(shown(second, account)).isEqualTo(shownWhenLoadedAgain(second, account));
        }
    }

    private static Answer shown(ConfigurableApplicationContext node, String account) {
        return commands(node).send(new ShowAccount(new AccountId(account)));
    }

    private static Answer shownWhenLoadedAgain(ConfigurableApplicationContext node, String account) {
        node.getBean(AccountCache.class).remove(account);
        return shown(node, account);
    }

    @Test
    void a_copy_that_does_not_know_what_another_node_stored_takes_it_in_before_anything_is_decided_by_it() {
        othersAreFew();
        open("shared");
        EventSourcedAggregate<Account> copy = copyOf("shared");
        long known = copy.version();

        grant(second, "shared", 2);
        grant(first, "another", 1);
        eventually(() -> assertThat(copies().isOutOfDate("shared")).isTrue());
        assertThat(copies().isOutOfDate("another")).isFalse();

        assertThat(versionAfterAReservation("shared", "r")).isEqualTo(known + 3);
        assertThat(copies().isOutOfDate("shared")).isFalse();
        assertThat(copyOf("shared")).isSameAs(copy);
        assertThat(hasHole("shared")).isFalse();
    }

    @Test
    void what_another_node_stored_is_taken_in_without_being_read() {
        othersAreFew();
        open("heard-of");
        EventSourcedAggregate<Account> copy = copyOf("heard-of");
        long known = copy.version();

        grant(second, "heard-of", 2);
        grant(first, "another-one", 1);
        eventually(() -> assertThat(copies().isOutOfDate("heard-of")).isTrue());
        jdbc.sql("delete from event_store.event where aggregate = 'heard-of' and sequence > ?")
                .param(known)
                .update();

        assertThat(versionAfterAReservation("heard-of", "r")).isEqualTo(known + 3);
        assertThat(copyOf("heard-of")).isSameAs(copy);
    }

    @Test
    void where_others_prevail_each_copy_takes_in_what_it_has_missed_before_each_decision() {
        open("one-of-many");
        EventSourcedAggregate<Account> copy = copyOf("one-of-many");
        long known = copy.version();

        copies().othersPrevail();
        grant(second, "one-of-many", 2);
        assertThat(versionAfterAReservation("one-of-many", "r-1")).isEqualTo(known + 3);
        grant(second, "one-of-many", 1);
        assertThat(versionAfterAReservation("one-of-many", "r-2")).isEqualTo(known + 5);
        grant(second, "one-of-many", 1);
        copies().allOutOfDate();

        assertThat(versionAfterAReservation("one-of-many", "r-3")).isEqualTo(known + 7);
        assertThat(copies().isOutOfDate("one-of-many")).isFalse();
        assertThat(copyOf("one-of-many")).isSameAs(copy);
        assertThat(hasHole("one-of-many")).isFalse();
    }

    @Test
    void a_copy_that_is_behind_by_more_than_a_snapshot_is_loaded_again() {
        othersAreFew();
        int behind = first.getBean(AccountProperties.class).snapshotEvery() + 1;
        open("left-behind");
        EventSourcedAggregate<Account> copy = copyOf("left-behind");
        long known = copy.version();

        grant(second, "left-behind", behind);
        grant(first, "yet-another", 1);
        eventually(() -> assertThat(copies().isOutOfDate("left-behind")).isTrue());

        assertThat(versionAfterAReservation("left-behind", "r")).isEqualTo(known + behind + 1);
        assertThat(copyOf("left-behind")).isNotSameAs(copy);
    }

    @Test
    void a_copy_that_does_not_know_a_run_which_the_store_knows_takes_in_what_it_has_missed() {
        othersAreFew();
        open("moved");
        EventSourcedAggregate<Account> copy = copyOf("moved");
        long known = copy.version();

        reserve(second, "moved", "r");
        Outcome.Captured captured = capture(first, "moved", "r");

        assertThat(captured.version()).isEqualTo(known + 2);
        assertThat(copyOf("moved")).isSameAs(copy);
        assertThat(hasHole("moved")).isFalse();
    }

    @Test
    void a_copy_that_was_found_not_to_be_the_newest_when_nothing_was_to_be_stored_takes_in_what_it_has_missed() {
        othersAreFew();
        open("looked-at");
        EventSourcedAggregate<Account> copy = copyOf("looked-at");
        long known = copy.version();

        grant(second, "looked-at", 2);
        Answer shown = commands(first).send(new ShowAccount(new AccountId("looked-at")));

        assertThat(((Answer.Accepted) shown).outcome().version()).isEqualTo(known + 2);
        assertThat(copyOf("looked-at")).isSameAs(copy);
    }

    private static AccountCache copies() {
        return first.getBean(AccountCache.class);
    }

    private static EventSourcedAggregate<Account> copyOf(String account) {
        AggregateCacheEntry<Account> entry = copies().get(account);
        return entry.recreateAggregate(null, first.getBean(EventStore.class), NoSnapshotTriggerDefinition.INSTANCE);
    }

    private static long versionAfterAReservation(String account, String run) {
        return reserve(first, account, run).version();
    }

    private static Outcome reserve(ConfigurableApplicationContext node, String account, String run) {
        Answer answer = commands(node)
                .send(new ReserveCredits(
                        new AccountId(account), new RunId(run), List.of(), ONE, null, null, null, null, false));
        return ((Answer.Accepted) answer).outcome();
    }

    private static Outcome.Captured capture(ConfigurableApplicationContext node, String account, String run) {
        Answer answer = commands(node).send(new CaptureRun(new AccountId(account), new RunId(run), List.of(), null));
        return (Outcome.Captured) ((Answer.Accepted) answer).outcome();
    }

    /** Whatever another test has had the second node store. */
    private static void othersAreFew() {
        grant(first, "of-the-first", 20);
    }

    private static void grant(ConfigurableApplicationContext node, String account, int times) {
        AccountId id = new AccountId(account);
        commands(node).send(new OpenAccount(id));
        for (int i = 0; i < times; i++) {
            commands(node)
                    .send(new GrantCredits(
                            id, new GrantId("g" + GRANTS.incrementAndGet()), Source.PROMOTIONAL, ONE, null, null));
        }
    }

    /** A run from its beginning to its end, a repeat of each step, and a run that is too dear; one in ten on another node. */
    private void play(int client) {
        for (int i = 0; i < RUNS_OF_EACH; i++) {
            AccountId account = new AccountId("team-" + i % 2);
            String run = account.value() + "-" + client + "-" + i;
            Commands node = (i + client) % 10 == 0 ? commands(second) : commands(first);
            accept(
                    node,
                    new ReserveCredits(account, new RunId(run), List.of(), ONE, null, null, null, null, false),
                    run);
            accept(
                    node,
                    new ReserveCredits(account, new RunId(run), List.of(), ONE, null, null, null, null, false),
                    run);
            refuse(node, account, run + "-dear");
            Commands next = (i + client) % 4 == 0 ? commands(second) : commands(first);
            accept(next, new CaptureRun(account, new RunId(run), List.of(), null), run + "/capture");
            accept(node, new CaptureRun(account, new RunId(run), List.of(), null), run + "/capture");
        }
    }

    private void accept(Commands node, AccountCommand command, String what) {
        Answer answer = untilKnown(node, command);
        assertThat(answer).as(what).isInstanceOf(Answer.Accepted.class);
        accepted.add(what);
    }

    private void refuse(Commands node, AccountId account, String run) {
        Answer answer = untilKnown(
                node, new ReserveCredits(account, new RunId(run), List.of(), TOO_MUCH, null, null, null, null, false));
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        assertThat(((Answer.Refused) answer).reason()).isEqualTo(RejectionReason.INSUFFICIENT_CREDITS);
        refused.add(run);
    }

    /** As a client does that is told to ask again with the same id. */
    private Answer untilKnown(Commands node, AccountCommand command) {
        while (true) {
            try {
                return node.send(command);
            } catch (ProblemException e) {
                assertThat(e.problem().name()).isEqualTo("outcome-unknown");
                unknown.incrementAndGet();
            } catch (DataAccessException e) {
                unknown.incrementAndGet();
            }
        }
    }

    private List<String> runsOf(String account) {
        return jdbc.sql("""
                        select (payload ->> 'runId') || case type when 'CreditsCaptured' then '/capture' else '' end
                          from event_store.event
                         where aggregate = ? and type in ('CreditsReserved', 'CreditsCaptured')
                        """).param(account).query(String.class).list();
    }

    private boolean hasHole(String account) {
        return jdbc.sql("select count(*) <> max(sequence) + 1 from event_store.event where aggregate = ?")
                .param(account)
                .query(Boolean.class)
                .single();
    }

    private void cutConnections() {
        jdbc.sql("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                         where datname = current_database() and pid <> pg_backend_pid()
                           and query like '%insert into event_store.event%'
                        """).query((row, number) -> row.getBoolean(1)).list();
    }

    private static void open(String account) {
        commands(first).send(new OpenAccount(new AccountId(account)));
        commands(first)
                .send(new RecordPurchase(
                        new AccountId(account), new PurchaseId("p1"), Credits.ofWhole(1_000_000), null, null));
    }

    private static Commands commands(ConfigurableApplicationContext node) {
        return node.getBean(Commands.class);
    }

    private static ConfigurableApplicationContext node() {
        return SpringApplication.run(
                CommandSideApplication.class,
                "--server.port=0",
                "--spring.datasource.url=" + database.url(),
                "--runledger.admin-key=test-admin-key-0123456789abcdef0123456789");
    }
}
