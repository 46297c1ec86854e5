package io.runledger.query.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.eventstore.EventLog;
import io.runledger.query.RandomLife;
import io.runledger.query.RunningQuerySide;
import io.runledger.query.projection.Additions;
import io.runledger.query.projection.Projection;
import io.runledger.query.projection.Recorded;
import io.runledger.query.projection.RowTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Batches so small that each segment has rows written many times, and some events unfit in one way or another. */
class FillingIT extends RunningQuerySide {

    private static final int ACCOUNTS = 6;
    private static final int STEPS = 4_000;
    private static final int AT_ONCE = 1_000;
    private static final int BATCH = 300;
    private static final Runnable GOING_ON = () -> {};

    /** Nobody can read it. */
    private static final String UNREADABLE = "fill-0";

    /** It can be read, but PostgreSQL would not take what it says of its member. */
    private static final String UNSTORABLE = "fill-1";

    private static final String ROWS = "select to_jsonb(t)::text from pg_temp.%1$s t order by 1";

    @Autowired
    private List<Projection<?>> projections;

    @Autowired
    private EventLog log;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private EventProcessingConfiguration processing;

    private final List<Runnable> mending = new ArrayList<>();
    private final Map<String, Long> upTo = new HashMap<>();
    private List<Recorded> events;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        onDatabaseOfItsOwn(registry);
    }

    @BeforeEach
    void many_events() {
        processing.eventProcessors().values().forEach(EventProcessor::shutDown);
        events = RandomLife.events(1, "fill-", ACCOUNTS, STEPS);
        if (log.head() == 0) {
            for (int from = 0; from < events.size(); from += AT_ONCE) {
                store(events.subList(from, Math.min(events.size(), from + AT_ONCE)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void makes_the_rows_that_a_single_batch_makes_however_many_segments_there_are(int segments) throws SQLException {
        assertThat(filled(segments, Map.of())).isEqualTo(madeAtOnce(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void leaves_out_an_unfit_event_and_those_behind_it_and_nothing_else_and_says_which(int segments)
            throws SQLException {
        long early = 20;
        long late = versionOfMember(UNSTORABLE);
        damage(UNREADABLE, early, "'{}'");
        damage(UNSTORABLE, late, "replace(payload::text, '\"ann\"', '\"a\\u0000n\"')::json");
        damage(UNSTORABLE, late + 200, "'{}'");
        Map<String, Long> unreadable = Map.of(UNREADABLE, early, UNSTORABLE, late + 200);
        Map<String, Long> unstorable = Map.of(UNREADABLE, early, UNSTORABLE, late);

        Map<String, Map<String, Long>> unfit =
                Map.of("balance", unreadable, "history", unstorable, "analytics", unstorable);
        assertThat(filled(segments, unfit)).isEqualTo(madeAtOnce(unfit));
    }

    @Test
    void goes_no_further_than_each_projection_had_come() throws SQLException {
        upTo.put("history", log.head() / 2);
        upTo.put("analytics", 0L);
        assertThat(filled(2, Map.of())).isEqualTo(madeAtOnce(Map.of()));
    }

    @Test
    void fails_and_leaves_no_thread_behind_if_a_connection_is_lost() {
        assertThatThrownBy(() -> {
                    try (Snapshot snapshot = new Snapshot(dataSource)) {
                        List<Shadow<?>> shadows = shadows(snapshot);
                        endConnectionOf(shadows.get(0));
                        fill(shadows, snapshot.first(), 2, 0, log.head(), GOING_ON);
                    }
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("A projection could not be made again");
        assertThat(threads()).isEmpty();
    }

    private void endConnectionOf(Shadow<?> shadow) {
        int process = shadow.jdbc().queryForObject("select pg_backend_pid()", Integer.class);
        assertThat(jdbc.queryForObject("select pg_terminate_backend(?)", Boolean.class, process))
                .isTrue();
    }

    @Test
    void ends_when_it_is_to_end_and_leaves_no_thread_behind() throws SQLException {
        AtomicInteger asked = new AtomicInteger();
        try (Snapshot snapshot = new Snapshot(dataSource)) {
            List<Shadow<?>> shadows = shadows(snapshot);
            assertThatThrownBy(() -> fill(shadows, snapshot.first(), 2, 0, log.head(), () -> {
                        if (asked.incrementAndGet() > 10) {
                            throw new CancellationException();
                        }
                    }))
                    .rootCause()
                    .isInstanceOf(CancellationException.class);
            assertThat(threads()).isEmpty();
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("replay-"))
                .toList();
    }

    /** The version of an event, some hundred events after the first, that only a projection which names the member can't take. */
    private long versionOfMember(String account) {
        return events.stream()
                .filter(event -> event.account().value().equals(account) && event.version() > 200)
                .filter(event -> event.event().toString().contains("CreditsCaptured"))
                .filter(event -> event.event().toString().contains("member=ann"))
                .findFirst()
                .orElseThrow()
                .version();
    }

    @AfterEach
    void mend() {
        mending.forEach(Runnable::run);
    }

    private void damage(String account, long version, String payload) {
        String which = " where aggregate = '%s' and sequence = %d".formatted(account, version);
        String before = jdbc.queryForObject("select payload::text from event_store.event" + which, String.class);
        mending.add(() -> jdbc.update("update event_store.event set payload = ?::json" + which, before));
        assertThat(jdbc.update("update event_store.event set payload = " + payload + which))
                .isEqualTo(1);
    }

    /**
     * @param unfit what should be found, by projection: the version of the first unfit event of each account that has one
     */
    private Map<String, List<String>> filled(int segments, Map<String, Map<String, Long>> unfit) throws SQLException {
        try (Snapshot snapshot = new Snapshot(dataSource)) {
            List<Shadow<?>> shadows = shadows(snapshot);
            // In two parts, so that some rows are begun before it is known what is unfit, and some after.
            long middle = log.head() / 4;
            fill(shadows, snapshot.first(), segments, 0, middle, GOING_ON);
            fill(shadows, snapshot.first(), segments, middle, log.head(), GOING_ON);
            Map<String, List<String>> rows = new TreeMap<>();
            for (Shadow<?> shadow : shadows) {
                Map<String, Long> found = new TreeMap<>();
                shadow.unfit().forEach((account, event) -> found.put(account, event.version()));
                assertThat(found)
                        .as(shadow.projection().name())
                        .isEqualTo(unfit.getOrDefault(shadow.projection().name(), Map.of()));
                addRows(rows, shadow.projection(), shadow.jdbc());
            }
            return rows;
        }
    }

    private List<Shadow<?>> shadows(Snapshot snapshot) throws SQLException {
        List<Shadow<?>> shadows = new ArrayList<>();
        for (Projection<?> projection : projections) {
            shadows.add(new Shadow<>(projection, upTo(projection), snapshot.another(), log));
        }
        shadows.forEach(Shadow::createTables);
        return shadows;
    }

    private long upTo(Projection<?> projection) {
        return upTo.getOrDefault(projection.name(), log.head());
    }

    private void fill(
            List<Shadow<?>> shadows,
            Connection connection,
            int segments,
            long after,
            long to,
            Runnable requireGoingOn) {
        try (Filling filling = new Filling(log, segments, projection -> BATCH)) {
            filling.start(shadows, requireGoingOn);
            log.between(connection, after, to, filling::take);
            filling.finish();
        }
    }

    private Map<String, List<String>> madeAtOnce(Map<String, Map<String, Long>> unfit) throws SQLException {
        Map<String, List<String>> rows = new TreeMap<>();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            JdbcOperations own = ShadowRun.on(connection);
            for (Projection<?> projection : projections) {
                Map<String, Long> leftOut = unfit.getOrDefault(projection.name(), Map.of());
                projection
                        .tables()
                        .forEach(table -> own.execute(
                                "create temporary table %1$s (like query.%1$s including all)".formatted(table.name())));
                new Additions<>(projection, RowTarget.shadow(own))
                        .add(eventsUpTo(upTo(projection)).stream()
                                .filter(event -> event.version()
                                        < leftOut.getOrDefault(event.account().value(), Long.MAX_VALUE))
                                .toList());
                addRows(rows, projection, own);
            }
            connection.rollback();
        }
        return rows;
    }

    private List<Recorded> eventsUpTo(long position) {
        return events.subList(
                0,
                jdbc.queryForObject(
                        "select count(*) from event_store.event where position <= ?", Integer.class, position));
    }

    private static void addRows(Map<String, List<String>> to, Projection<?> projection, JdbcOperations from) {
        projection
                .tables()
                .forEach(table -> to.put(table.name(), from.queryForList(ROWS.formatted(table.name()), String.class)));
    }
}
