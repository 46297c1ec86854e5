package io.runledger.eventstore;

import static io.runledger.eventstore.Eventually.eventually;
import static io.runledger.eventstore.StoreNode.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

@Timeout(60)
class StreamIT {

    private final TestDatabase database = TestDatabase.fresh();
    private final StoreNode own = new StoreNode(database.dataSource());
    private final StoreNode other = new StoreNode(database.another());
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());

    @AfterEach
    void close() {
        own.close();
        other.close();
    }

    @Test
    void it_begins_after_its_token() throws Exception {
        own.append(counted("a", 0), counted("a", 1), counted("a", 2));

        try (TrackingEventStream stream = own.store.openStream(new GlobalSequenceTrackingToken(1))) {
            assertThat(stream.nextAvailable().trackingToken()).isEqualTo(new GlobalSequenceTrackingToken(2));
            assertThat(stream.peek().orElseThrow().trackingToken()).isEqualTo(new GlobalSequenceTrackingToken(3));
            assertThat(stream.nextAvailable().trackingToken()).isEqualTo(new GlobalSequenceTrackingToken(3));
            assertThat(stream.peek()).isEmpty();
            assertThat(stream.hasNextAvailable()).isFalse();
        }
    }

    @Test
    void without_a_token_or_with_that_of_the_tail_it_begins_with_the_first_event() throws Exception {
        own.append(counted("a", 0));

        try (TrackingEventStream stream = own.store.openStream(null);
                TrackingEventStream tail = own.store.openStream(own.store.createTailToken())) {
            assertThat(stream.nextAvailable().trackingToken()).isEqualTo(new GlobalSequenceTrackingToken(1));
            assertThat(tail.nextAvailable().trackingToken()).isEqualTo(new GlobalSequenceTrackingToken(1));
        }
    }

    @Test
    void with_the_token_of_the_head_it_begins_with_what_comes_next() throws Exception {
        own.append(counted("a", 0));

        try (TrackingEventStream stream = own.store.openStream(own.store.createHeadToken())) {
            own.append(counted("a", 1));
            assertThat(stream.nextAvailable().getIdentifier()).isEqualTo("a/1");
        }
    }

    @Test
    void a_replay_begins_where_its_token_says() throws Exception {
        own.append(counted("a", 0), counted("a", 1));

        try (TrackingEventStream stream = own.store.openStream(ReplayToken.createReplayToken(
                new GlobalSequenceTrackingToken(2), new GlobalSequenceTrackingToken(1)))) {
            assertThat(stream.nextAvailable().getIdentifier()).isEqualTo("a/1");
        }
    }

    @Test
    void a_token_of_another_store_is_refused() {
        assertThatThrownBy(() -> own.store.openStream(GapAwareTrackingToken.newInstance(1, List.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void more_events_than_one_batch_come_all() throws Exception {
        for (int unit = 0; unit < 5; unit++) {
            EventMessage<?>[] events = new EventMessage<?>[500];
            for (int i = 0; i < events.length; i++) {
                events[i] = counted("a", unit * 500L + i);
            }
            own.append(events);
        }

        int seen = 0;
        try (TrackingEventStream stream = own.store.openStream(null)) {
            while (stream.hasNextAvailable()) {
                assertThat(stream.nextAvailable().getIdentifier()).isEqualTo("a/" + seen++);
            }
        }
        assertThat(seen).isEqualTo(2500);
    }

    @Test
    void readers_at_any_place_and_pace_see_every_event_once_and_in_order_while_two_processes_append() throws Exception {
        int events = 15_000;
        CompletableFuture<Void> ours = CompletableFuture.runAsync(() -> appendInBatches(own, "ours", events));
        CompletableFuture<Void> theirs = CompletableFuture.runAsync(() -> appendInBatches(other, "theirs", events));
        List<CompletableFuture<Void>> readers = IntStream.range(0, 6)
                .mapToObj(reader -> CompletableFuture.runAsync(() -> {
                    // Some begin when much is stored already, and some now and then leave others far ahead.
                    eventually(() -> assertThat(own.events.head()).isGreaterThan(reader * 1_000L));
                    readAll(2 * events, reader);
                }))
                .toList();

        CompletableFuture.allOf(ours, theirs).get(50, TimeUnit.SECONDS);
        for (CompletableFuture<Void> reader : readers) {
            reader.get(50, TimeUnit.SECONDS);
        }
    }

    @Test
    void streams_that_stand_close_to_each_other_are_given_the_same_events() throws Exception {
        try (TrackingEventStream first = own.store.openStream(null);
                TrackingEventStream second = own.store.openStream(null)) {
            assertThat(first.hasNextAvailable()).isFalse();
            assertThat(second.hasNextAvailable()).isFalse();
            own.append(counted("a", 0), counted("a", 1));

            for (int i = 0; i < 2; i++) {
                assertThat(first.nextAvailable()).isSameAs(second.nextAvailable());
            }
        }
    }

    @Test
    void a_stream_that_begins_late_joins_the_others() throws Exception {
        try (TrackingEventStream early = own.store.openStream(null)) {
            own.append(counted("a", 0), counted("a", 1));
            readSequences(early, 0, 1);
            own.append(counted("a", 2), counted("a", 3));

            try (TrackingEventStream late = own.store.openStream(null)) {
                readSequences(late, 0, 1);
                for (int i = 2; i < 4; i++) {
                    assertThat(late.nextAvailable()).isSameAs(early.nextAvailable());
                }
            }
        }
    }

    private static void readSequences(TrackingEventStream stream, long... sequences) throws InterruptedException {
        for (long sequence : sequences) {
            assertThat(((DomainEventMessage<?>) stream.nextAvailable()).getSequenceNumber())
                    .isEqualTo(sequence);
        }
    }

    @Test
    void a_stream_that_is_ten_thousand_events_behind_is_waited_for_no_more_and_one_that_is_closed_neither()
            throws Exception {
        TrackingEventStream ended = own.store.openStream(null);
        try (TrackingEventStream quick = own.store.openStream(null);
                TrackingEventStream slow = own.store.openStream(null)) {
            own.append(counted("first", 0));
            for (TrackingEventStream stream : List.of(ended, quick, slow)) {
                stream.nextAvailable();
            }
            ended.close();
            appendInBatches(own, "a", 12_000);
            WeakReference<?> old = new WeakReference<>(quick.nextAvailable());
            for (int i = 1; i < 12_000; i++) {
                quick.nextAvailable();
            }

            eventually(() -> {
                System.gc();
                assertThat(old.refersTo(null)).isTrue();
            });
            readSequences(slow, LongStream.range(0, 12_000).toArray());
        }
    }

    @Test
    void what_the_same_process_has_stored_is_not_asked_for() throws Exception {
        try (TrackingEventStream stream = own.store.openStream(null)) {
            assertThat(stream.peek()).isEmpty();
            own.append(counted("a", 0));
            jdbc.sql("delete from event_store.event").update();

            assertThat(stream.nextAvailable().getIdentifier()).isEqualTo("a/0");
        }
    }

    /** A hint may come from its own events, if they are heard of before the writer has told: that is seldom. */
    @Test
    void nothing_is_asked_for_while_only_the_same_process_stores() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        DataSource counting = new DelegatingDataSource(database.another()) {
            @Override
            public Connection getConnection() throws SQLException {
                connections.incrementAndGet();
                return super.getConnection();
            }
        };
        try (StoreNode node = new StoreNode(counting);
                TrackingEventStream stream = node.store.openStream(null)) {
            node.append(counted("a", 0));
            stream.nextAvailable();
            int before = connections.get();

            for (int i = 1; i <= 100; i++) {
                node.append(counted("a", i));
                assertThat(stream.nextAvailable().getIdentifier()).isEqualTo("a/" + i);
                assertThat(stream.peek()).isEmpty();
            }

            assertThat(connections.get() - before).isLessThan(50);
        }
    }

    /** As where it has more to store before it tells, or the network has fallen silent. */
    @Test
    void what_its_writer_has_not_told_of_yet_is_seen_all_the_same() throws Exception {
        try (TrackingEventStream stream = own.store.openStream(null)) {
            assertThat(stream.peek()).isEmpty();
            own.justStored.add(1, List.of(EventRow.of(counted("a", 0), StoreNode.SERIALIZER)));
            jdbc.sql("insert into event_store.event (aggregate, sequence, type, revision, payload, metadata, timestamp)"
                            + " values ('a', 0, 'Counted', '3', '{}', '{}', now())")
                    .update();

            assertThat(stream.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
            assertThat(stream.nextAvailable().getIdentifier()).isEqualTo("a/0");
        }
    }

    @Test
    void what_others_have_stored_before_it_is_seen_before_it() throws Exception {
        try (TrackingEventStream stream = own.store.openStream(null)) {
            assertThat(stream.peek()).isEmpty();
            own.append(counted("a", 0));
            other.append(counted("b", 0));
            own.append(counted("a", 1));
            other.append(counted("b", 1));

            for (String next : List.of("a/0", "b/0", "a/1", "b/1")) {
                assertThat(stream.nextAvailable().getIdentifier()).isEqualTo(next);
            }
            assertThat(stream.peek()).isEmpty();
        }
    }

    @Test
    void what_few_events_others_have_stored_in_between_are_not_asked_for_either() throws Exception {
        try (TrackingEventStream stream = own.store.openStream(null)) {
            assertThat(stream.peek()).isEmpty();
            own.append(counted("a", 0));
            other.append(counted("b", 0));
            own.append(counted("a", 1));
            eventually(() -> assertThat(own.outOfDate).contains("b"));
            jdbc.sql("delete from event_store.event").update();

            for (String next : List.of("a/0", "b/0", "a/1")) {
                assertThat(stream.nextAvailable().getIdentifier()).isEqualTo(next);
            }
            assertThat(stream.peek()).isEmpty();
        }
    }

    @Test
    void only_what_others_have_stored_is_asked_for_where_much_of_its_own_follows() throws Exception {
        try (TrackingEventStream stream = own.store.openStream(null)) {
            assertThat(stream.peek()).isEmpty();
            own.append(counted("a", 0));
            appendInBatches(other, "b", 200);
            appendInBatches(own, "c", 100);
            jdbc.sql("update event_store.event set aggregate = 'read again' where aggregate = 'c'")
                    .update();

            assertThat(stream.nextAvailable().getIdentifier()).isEqualTo("a/0");
            for (int i = 0; i < 200; i++) {
                assertThat(stream.nextAvailable().getIdentifier()).isEqualTo("b/" + i);
            }
            for (int i = 0; i < 100; i++) {
                assertThat(stream.nextAvailable().getIdentifier()).isEqualTo("c/" + i);
            }
            assertThat(stream.peek()).isEmpty();
        }
    }

    @Test
    void what_all_streams_have_read_is_let_go() throws Exception {
        try (TrackingEventStream first = own.store.openStream(null);
                TrackingEventStream second = own.store.openStream(null)) {
            own.append(counted("a", 0));
            WeakReference<?> read = new WeakReference<>(first.nextAvailable());
            second.nextAvailable();

            eventually(() -> {
                System.gc();
                assertThat(read.refersTo(null)).isTrue();
            });
        }
    }

    @Test
    void each_of_two_appends_is_announced_however_close_they_are() throws Exception {
        try (Connection connection = database.another().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("listen " + Announcements.CHANNEL);

            own.append(counted("a", 0));
            own.append(counted("a", 1));

            List<PGNotification> told = new ArrayList<>();
            eventually(() -> {
                told.addAll(List.of(connection.unwrap(PGConnection.class).getNotifications()));
                assertThat(told).hasSize(2);
            });
        }
    }

    @Test
    void processors_that_nobody_waits_for_see_all_events() throws Exception {
        UnhurriedEvents unhurried = new UnhurriedEvents(own.store);
        own.append(counted("a", 0));

        try (BlockingStream<TrackedEventMessage<?>> stream = unhurried.openStream(unhurried.createTailToken());
                BlockingStream<TrackedEventMessage<?>> head = unhurried.openStream(unhurried.createHeadToken())) {
            assertThat(head.peek()).isEmpty();
            other.append(counted("b", 0));

            assertThat(stream.nextAvailable().getIdentifier()).isEqualTo("a/0");
            assertThat(stream.nextAvailable().getIdentifier()).isEqualTo("b/0");
            assertThat(head.nextAvailable().getIdentifier()).isEqualTo("b/0");
            assertThat(stream.hasNextAvailable()).isFalse();
        }
    }

    @Test
    void processors_that_nobody_waits_for_are_woken_now_and_then() {
        UnhurriedEvents unhurried = new UnhurriedEvents(own.store);
        AtomicInteger appended = new AtomicInteger();
        List<Long> woken = new CopyOnWriteArrayList<>();

        try (BlockingStream<TrackedEventMessage<?>> stream = unhurried.openStream(null)) {
            boolean isPromised = stream.setOnAvailableCallback(() -> woken.add(System.nanoTime()));
            eventually(() -> {
                own.append(counted("a", appended.getAndIncrement()));
                assertThat(woken).hasSizeGreaterThan(5);
            });

            assertThat(isPromised).as("what makes Axon listen to the callback").isTrue();
            // Five pauses of 100 ms. Woken in each turn it would be 200 ms, and nobody knows how late the first was
            // noted.
            assertThat(Duration.ofNanos(woken.get(5) - woken.get(0))).isGreaterThan(Duration.ofMillis(350));
        }
    }

    @Test
    void a_processor_that_is_waited_for_is_woken_before_its_turn() {
        AwaitedEvents awaited = new AwaitedEvents(own.store);
        AtomicInteger hurried = new AtomicInteger();
        AtomicInteger inTurn = new AtomicInteger();

        try (BlockingStream<TrackedEventMessage<?>> one = awaited.openStream(null);
                TrackingEventStream another = own.store.openStream(null)) {
            one.setOnAvailableCallback(hurried::incrementAndGet);
            another.setOnAvailableCallback(inTurn::incrementAndGet);

            eventually(() -> {
                awaited.hurry();
                assertThat(hurried.get()).isGreaterThan(inTurn.get() + 5);
            });
        }
    }

    @Test
    void a_processor_that_is_waited_for_looks_for_what_nobody_has_told_of() throws Exception {
        AwaitedEvents awaited = new AwaitedEvents(own.store);
        own.append(counted("a", 0));

        try (BlockingStream<TrackedEventMessage<?>> stream = awaited.openStream(awaited.createTailToken())) {
            assertThat(stream.nextAvailable().getIdentifier()).isEqualTo("a/0");
            assertThat(stream.hasNextAvailable()).isFalse();
            jdbc.sql("""
                    insert into event_store.event (aggregate, sequence, type, revision, payload, metadata, timestamp)
                    select aggregate, sequence + 1, type, revision, payload, metadata, timestamp from event_store.event
                    """).update();

            awaited.hurry();

            assertThat(stream.hasNextAvailable()).isTrue();
            assertThat(stream.nextAvailable().getIdentifier()).isEqualTo("a/1");
        }
    }

    @Test
    void a_processor_that_reads_nothing_here_is_not_hurried() {
        AwaitedEvents awaited = new AwaitedEvents(own.store);
        awaited.hurry();
        awaited.openStream(null).close();
        long changes = own.watcher.changes();

        awaited.hurry();

        assertThat(own.watcher.changes()).isEqualTo(changes);
    }

    private static void appendInBatches(StoreNode node, String aggregate, int events) {
        for (int first = 0; first < events; first += 100) {
            int from = first;
            node.append(IntStream.range(0, 100)
                    .mapToObj(i -> counted(aggregate, from + i))
                    .toArray(EventMessage<?>[]::new));
        }
    }

    private void readAll(int events, int pace) {
        Map<String, Long> next = new HashMap<>();
        try (TrackingEventStream stream = own.store.openStream(null)) {
            for (int read = 0; read < events; read++) {
                DomainEventMessage<?> event = (DomainEventMessage<?>) stream.nextAvailable();
                assertThat(event.getSequenceNumber())
                        .isEqualTo(next.merge(event.getAggregateIdentifier(), 1L, Long::sum) - 1);
                if (read % (7_000 + pace) == 0) {
                    own.store.readEvents("ours").asStream().count();
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(next).containsOnly(Map.entry("ours", events / 2L), Map.entry("theirs", events / 2L));
    }

    @Test
    void a_waiting_reader_is_woken_by_an_append_of_its_own_process() throws Exception {
        try (TrackingEventStream stream = own.store.openStream(null)) {
            CompletableFuture<String> next = CompletableFuture.supplyAsync(() -> next(stream));
            own.append(counted("a", 0));
            assertThat(next.get(1, TimeUnit.SECONDS)).isEqualTo("a/0");
        }
    }

    @Test
    void a_waiting_reader_is_woken_by_an_append_of_another_process() throws Exception {
        try (TrackingEventStream stream = own.store.openStream(null)) {
            CompletableFuture<String> next = CompletableFuture.supplyAsync(() -> next(stream));
            other.append(counted("a", 0));
            assertThat(next.get(1, TimeUnit.SECONDS)).isEqualTo("a/0");
        }
    }

    @Test
    void a_callback_is_called_for_appends_of_either_process() {
        AtomicInteger calls = new AtomicInteger();
        try (TrackingEventStream stream = own.store.openStream(null)) {
            assertThat(stream.setOnAvailableCallback(calls::incrementAndGet)).isTrue();
            eventually(() -> assertThat(calls).hasPositiveValue());

            int before = calls.get();
            own.append(counted("a", 0));
            eventually(() -> assertThat(calls).hasValueGreaterThan(before));
            eventually(() -> assertThat(stream.peek()).isPresent());

            int between = calls.get();
            other.append(counted("a", 1));
            eventually(() -> assertThat(calls).hasValueGreaterThan(between));
        }
    }

    @Test
    void a_reader_whose_callback_fails_does_not_keep_others_from_being_woken() {
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger failures = new AtomicInteger();
        try (TrackingEventStream broken = own.store.openStream(null);
                TrackingEventStream stream = own.store.openStream(null)) {
            broken.setOnAvailableCallback(() -> {
                if (failures.getAndIncrement() > 0) {
                    throw new IllegalStateException("shut down");
                }
            });
            stream.setOnAvailableCallback(calls::incrementAndGet);
            for (int i = 0; i < 3; i++) {
                int before = calls.get();
                own.append(counted("a", i));
                eventually(() -> assertThat(calls).hasValueGreaterThan(before));
            }
            assertThat(failures).hasValueGreaterThan(1);
        }
    }

    @Test
    void readers_are_woken_again_after_the_database_has_dropped_every_connection() {
        AtomicInteger calls = new AtomicInteger();
        try (TrackingEventStream stream = own.store.openStream(null)) {
            stream.setOnAvailableCallback(calls::incrementAndGet);
            eventually(() -> assertThat(watcherConnections()).isEqualTo(1));

            for (int sequence = 0; sequence < 2; sequence++) {
                dropConnections();
                int next = sequence;
                eventually(() -> other.append(counted("a", next)));
                eventually(
                        () -> assertThat(stream.nextAvailable().getIdentifier()).isEqualTo("a/" + next));
                eventually(() -> assertThat(watcherConnections()).isEqualTo(1));
            }
            int before = calls.get();
            other.append(counted("a", 2));
            eventually(() -> assertThat(calls).hasValueGreaterThan(before));
        }
    }

    @Test
    void nobody_asks_the_database_while_no_stream_is_open() {
        own.store.openStream(null).close();

        eventually(() -> assertThat(watcherConnections()).isZero());
    }

    @Test
    void a_closed_stream_lets_its_reader_go() {
        TrackingEventStream stream = own.store.openStream(null);
        CompletableFuture<String> next = CompletableFuture.supplyAsync(() -> next(stream));

        stream.close();

        assertThatThrownBy(() -> next.get(5, TimeUnit.SECONDS)).hasRootCauseInstanceOf(IllegalStateException.class);
        assertThat(stream.hasNextAvailable()).isFalse();
    }

    @Test
    void a_closed_store_lets_readers_go_stops_its_thread_and_opens_no_stream() {
        TrackingEventStream stream = own.store.openStream(null);
        CompletableFuture<String> next = CompletableFuture.supplyAsync(() -> next(stream));

        own.close();

        assertThatThrownBy(() -> next.get(5, TimeUnit.SECONDS)).hasRootCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> own.store.openStream(null)).isInstanceOf(IllegalStateException.class);
        assertThat(watcherConnections()).isZero();
    }

    private static String next(TrackingEventStream stream) {
        try {
            return stream.nextAvailable().getIdentifier();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void dropConnections() {
        eventually(() -> jdbc.sql("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                         where datname = current_database() and pid <> pg_backend_pid()
                        """).query(Boolean.class).list());
    }

    /** The watcher holds its connection, and so does not borrow one for each question. */
    private long watcherConnections() {
        return jdbc.sql("""
                        select count(*) from pg_stat_activity
                         where datname = current_database() and pid <> pg_backend_pid() and query = ?
                           and state_change > clock_timestamp() - interval '1300 ms'
                        """).param(EventTable.HEAD).query(Long.class).single();
    }
}
