package io.runledger.eventstore;

import static io.runledger.eventstore.StoreNode.counted;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.WrappedToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

@Timeout(90)
class OrderIT {

    private static final int WRITERS = 8;
    private static final int UNITS = 100;

    private final TestDatabase database = TestDatabase.fresh();
    private final StoreNode one = new StoreNode(database.dataSource());
    private final StoreNode other = new StoreNode(database.another());
    private final StoreNode reader = new StoreNode(database.another());
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Clock clock;

    @BeforeEach
    void rememberClock() {
        clock = GenericEventMessage.clock;
    }

    @AfterEach
    void close() {
        GenericEventMessage.clock = clock;
        threads.shutdownNow();
        one.close();
        other.close();
        reader.close();
    }

    @Test
    void a_reader_misses_nothing_while_two_nodes_append_and_some_appends_are_undone() throws Exception {
        Future<List<Long>> seen = threads.submit(() -> tail(WRITERS * (1 + UNITS * 2)));

        List<Future<Integer>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            StoreNode node = writer % 2 == 0 ? one : other;
            String aggregate = "counter-" + writer;
            writers.add(threads.submit(() -> write(node, aggregate)));
        }
        int undone = 0;
        for (Future<Integer> writer : writers) {
            undone += writer.get(60, TimeUnit.SECONDS);
        }

        assertThat(seen.get(60, TimeUnit.SECONDS)).isEqualTo(positions());
        assertThat(undone).isPositive();
        assertThat(reader.log.head()).isGreaterThan(WRITERS * (1 + UNITS * 2));
    }

    /** Every unit of two events that is stored is preceded by one that is undone, and leaves a gap. */
    private static int write(StoreNode node, String aggregate) {
        int undone = 0;
        node.append(counted(aggregate, 0, "used"));
        for (int unit = 0; unit < UNITS; unit++) {
            long next = 1 + unit * 2L;
            try {
                node.append(counted(aggregate, next), counted(aggregate, next + 1, "used"));
            } catch (IdempotencyKeyUsed e) {
                undone++;
            }
            node.append(counted(aggregate, next), counted(aggregate, next + 1));
        }
        return undone;
    }

    @Test
    void a_slow_append_is_not_overtaken_even_if_the_clock_is_moved_by_a_year_meanwhile() throws Exception {
        Instant now = Instant.parse("2026-06-01T00:00:00Z");
        setClock(now);
        one.append(counted("a", 0));

        try (Connection slow = database.dataSource().getConnection()) {
            slow.setAutoCommit(false);
            appendUncommitted(slow);
            setClock(now.plus(Duration.ofDays(365)));
            CompletableFuture<Void> fast = CompletableFuture.runAsync(() -> other.append(counted("b", 0)), threads);

            Eventually.eventually(() -> assertThat(waitingForTheLock()).isEqualTo(1));
            assertThat(aggregatesSeen(1)).containsExactly("a");
            assertThat(reader.log.head()).isEqualTo(1);
            assertThat(fast).isNotDone();

            slow.commit();
            fast.get(10, TimeUnit.SECONDS);
        }

        assertThat(aggregatesSeen(3)).containsExactly("a", "slow", "b");
    }

    @Test
    void nothing_is_skipped_while_the_clock_jumps_a_year_on_and_back() throws Exception {
        Instant now = Instant.parse("2026-06-01T00:00:00Z");
        Future<List<Long>> seen = threads.submit(() -> tail(200));
        for (int i = 0; i < 100; i++) {
            setClock(i % 3 == 0 ? now.plus(Duration.ofDays(365)) : now);
            one.append(counted("a", i));
            other.append(counted("b", i));
        }

        assertThat(seen.get(30, TimeUnit.SECONDS)).isEqualTo(positions()).hasSize(200);
    }

    @Test
    void a_token_for_an_instant_covers_all_that_happened_since_even_if_the_clock_was_moved() {
        Instant june = Instant.parse("2026-06-01T00:00:00Z");
        Instant nextJune = Instant.parse("2027-06-01T00:00:00Z");
        setClock(june);
        one.append(counted("a", 0));
        setClock(nextJune);
        one.append(counted("a", 1));
        setClock(june.plusSeconds(60));
        one.append(counted("a", 2));

        assertThat(positionAt(june)).isEqualTo(0);
        assertThat(positionAt(june.plusSeconds(1))).isEqualTo(1);
        assertThat(positionAt(june.plusSeconds(61))).isEqualTo(1);
        assertThat(positionAt(nextJune)).isEqualTo(1);
        assertThat(positionAt(nextJune.plusSeconds(1))).isEqualTo(3);
    }

    private List<Long> tail(int count) throws InterruptedException {
        List<Long> positions = new ArrayList<>();
        try (TrackingEventStream stream = reader.store.openStream(null)) {
            while (positions.size() < count) {
                positions.add(stream.nextAvailable().trackingToken().position().orElseThrow());
            }
        }
        return positions;
    }

    private List<String> aggregatesSeen(int count) throws InterruptedException {
        List<String> aggregates = new ArrayList<>();
        try (TrackingEventStream stream = reader.store.openStream(reader.store.createTailToken())) {
            while (stream.hasNextAvailable(aggregates.size() < count ? 10_000 : 50, TimeUnit.MILLISECONDS)) {
                aggregates.add(stream.nextAvailable().getIdentifier().replaceAll("/.*", ""));
            }
        }
        return aggregates;
    }

    private List<Long> positions() {
        return jdbc.sql("select position from event_store.event order by position")
                .query(Long.class)
                .list();
    }

    private static void appendUncommitted(Connection connection) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(%d)".formatted(Locks.APPEND));
            statement.execute("""
                    insert into event_store.event (aggregate, sequence, type, revision, payload, metadata, timestamp)
                    values ('slow', 0, 'Counted', '3', '{"counter": "slow", "by": 1}', '{}', now())
                    """);
        }
    }

    private long waitingForTheLock() {
        return jdbc.sql("select count(*) from pg_locks where locktype = 'advisory' and not granted and database = "
                        + "(select oid from pg_database where datname = current_database())")
                .query(Long.class)
                .single();
    }

    private long positionAt(Instant instant) {
        return WrappedToken.unwrapLowerBound(one.store.createTokenAt(instant))
                .position()
                .orElseThrow();
    }

    private static void setClock(Instant instant) {
        GenericEventMessage.clock = Clock.fixed(instant, ZoneOffset.UTC);
    }
}
