package io.runledger.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** So many events that each segment hands over rows more than once, and some of them unfit in one way or another. */
class FillingIT extends RunningQuerySide {

    private static final int ACCOUNTS = 6;
    private static final int STEPS = 15_000;
    private static final int AT_ONCE = 1_000;

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

    @Test
    void makes_the_rows_that_a_single_batch_makes() throws SQLException {
        assertThat(filled(Map.of())).isEqualTo(madeAtOnce(Map.of()));
    }

    @Test
    void leaves_out_an_unfit_event_and_those_behind_it_and_nothing_else_and_says_which() throws SQLException {
        long early = 20;
        long late = versionOfMember(UNSTORABLE);
        damage(UNREADABLE, early, "'{}'");
        damage(UNSTORABLE, late, "replace(payload::text, '\"ann\"', '\"a\\u0000n\"')::json");
        Map<String, Long> unreadable = Map.of(UNREADABLE, early);
        Map<String, Long> both = Map.of(UNREADABLE, early, UNSTORABLE, late);

        Map<String, Map<String, Long>> unfit = Map.of("balance", unreadable, "history", both, "analytics", both);
        assertThat(filled(unfit)).isEqualTo(madeAtOnce(unfit));
    }

    /** The version of an event, some hundred events after the first, that only a projection which names the member can't take. */
    private long versionOfMember(String account) {
        return events.stream()
                .filter(event -> event.account().value().equals(account) && event.version() > 500)
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
    private Map<String, List<String>> filled(Map<String, Map<String, Long>> unfit) throws SQLException {
        try (Snapshot snapshot = new Snapshot(dataSource)) {
            List<Shadow<?>> shadows = new ArrayList<>();
            for (Projection<?> projection : projections) {
                shadows.add(new Shadow<>(projection, log.head(), snapshot.another(), log));
            }
            shadows.forEach(Shadow::createTables);
            fill(shadows, snapshot.first(), 0, log.head() / 10);
            fill(shadows, snapshot.first(), log.head() / 10, log.head());
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

    /** In two parts, so that some rows are begun before it is known what is unfit, and some after. */
    private void fill(List<Shadow<?>> shadows, Connection connection, long after, long upTo) {
        try (Filling filling = new Filling(shadows, log)) {
            log.between(connection, after, upTo, filling::take);
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
                        .add(events.stream()
                                .filter(event -> event.version()
                                        < leftOut.getOrDefault(event.account().value(), Long.MAX_VALUE))
                                .toList());
                addRows(rows, projection, own);
            }
            connection.rollback();
        }
        return rows;
    }

    private static void addRows(Map<String, List<String>> to, Projection<?> projection, JdbcOperations from) {
        projection
                .tables()
                .forEach(table -> to.put(table.name(), from.queryForList(ROWS.formatted(table.name()), String.class)));
    }
}
