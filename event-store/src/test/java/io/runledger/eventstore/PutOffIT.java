package io.runledger.eventstore;

import static io.runledger.eventstore.Eventually.eventually;
import static io.runledger.eventstore.StoreNode.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.eventstore.CounterEvent.Counted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import javax.net.SocketFactory;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What a thread does only when it waits, and that nobody waits for it longer than that. */
class PutOffIT extends HeldWriter {

    private final List<String> done = new ArrayList<>();

    @Nested
    class What_is_put_off {

        @Test
        void is_done_in_order_and_once() {
            PutOff.untilWaiting(() -> done.add("first"));
            PutOff.untilWaiting(() -> done.add("second"));
            assertThat(done).isEmpty();

            PutOff.doNow();
            PutOff.doNow();

            assertThat(done).containsExactly("first", "second");
        }

        @Test
        void is_done_by_no_other_thread() {
            PutOff.untilWaiting(() -> done.add("mine"));

            CompletableFuture.runAsync(PutOff::doNow).join();

            assertThat(done).isEmpty();
            PutOff.doNow();
        }

        @Test
        void and_fails_keeps_neither_the_rest_nor_whoever_waits_from_going_on() {
            PutOff.untilWaiting(() -> {
                throw new IllegalStateException("in vain");
            });
            PutOff.untilWaiting(() -> {
                throw new NoClassDefFoundError("in vain");
            });
            PutOff.untilWaiting(() -> done.add("next"));

            PutOff.doNow();

            assertThat(done).containsExactly("next");
        }

        @Test
        void may_put_off_something_itself() {
            PutOff.untilWaiting(() -> PutOff.untilWaiting(() -> done.add("later")));

            PutOff.doNow();
            assertThat(done).isEmpty();
            PutOff.doNow();

            assertThat(done).containsExactly("later");
        }

        @Test
        void is_done_when_the_question_is_on_its_way_and_the_answer_is_not_there_yet() throws SQLException {
            try (Connection connection = database.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("set lock_timeout = '20s'");
                takeTheLock();
                PutOff.untilWaiting(() -> {
                    eventually(() -> assertThat(waitingForTheLock()).isPositive());
                    done.add("while it waited");
                    giveTheLockBack();
                });

                statement.execute("select pg_advisory_xact_lock(%d)".formatted(Locks.APPEND));

                assertThat(done).containsExactly("while it waited");
            }
        }
    }

    @Nested
    class A_writers_connection {

        @Test
        void knows_whether_its_sockets_have_done_what_was_put_off() throws SQLException {
            assertThat(hasWaitingSocket(database.dataSource())).isTrue();
            assertThat(hasWaitingSocket(database.overOtherSockets())).isFalse();
        }

        private boolean hasWaitingSocket(DataSource dataSource) throws SQLException {
            try (WriterConnection writer = new WriterConnection(dataSource, Duration.ofMinutes(1))) {
                writer.get();
                return writer.hasWaitingSocket();
            }
        }
    }

    @Nested
    class A_batch_that_is_stored {

        @Test
        void is_acknowledged_while_the_next_one_waits() throws SQLException {
            isAcknowledgedWhileTheNextOneWaits(node);
        }

        /** As where somebody has the driver make its sockets in another way. */
        @Test
        void is_acknowledged_while_the_next_one_waits_over_any_other_socket_too() throws SQLException {
            try (StoreNode node = new StoreNode(database.overOtherSockets())) {
                isAcknowledgedWhileTheNextOneWaits(node);
            }
        }

        private void isAcknowledgedWhileTheNextOneWaits(StoreNode node) throws SQLException {
            append(node, "earlier").join();
            takeTheLock();
            CompletableFuture<Void> first = append(node, "first");
            eventually(() -> assertThat(waitingForTheLock()).isPositive());
            CompletableFuture<Void> confirmed = node.appender.confirm("earlier", 0);
            CompletableFuture<Void> next = append(node, "next");
            // The writer gets the lock for the first, and has to wait for it again with the next.
            try (Connection another = database.dataSource().getConnection();
                    Statement statement = another.createStatement()) {
                another.setAutoCommit(false);
                CompletableFuture<Void> between = CompletableFuture.runAsync(() -> take(statement));
                eventually(() -> assertThat(waitingForTheLock()).isEqualTo(2));
                letGo();

                eventually(() -> assertThat(first).isCompleted());
                eventually(() -> assertThat(confirmed).isCompleted());
                between.join();
                eventually(() -> assertThat(waitingForTheLock()).isEqualTo(1));
                assertThat(next).isNotDone();
                another.commit();
            }
            next.join();
        }

        @Test
        void is_acknowledged_though_the_next_one_is_more_than_the_network_takes() throws SQLException, IOException {
            SilentNetwork network = new SilentNetwork(database.port());
            try (StoreNode node = new StoreNode(database.through(network.entrance()))) {
                takeTheLock();
                CompletableFuture<Void> first = append(node, "first");
                eventually(() -> assertThat(waitingForTheLock()).isPositive());
                CompletableFuture<Void> next = node.appender.append(large("next"));
                network.takeNothingMore();
                letGo();

                try {
                    eventually(() -> assertThat(first).isCompleted());
                    assertThat(next).isNotDone();
                } finally {
                    network.close();
                }
            }
        }

        /** More than what all sockets between here and there have room for. */
        private List<EventRow> large(String aggregate) {
            Counted payload = new Counted("x".repeat(1 << 20), 1);
            return LongStream.range(0, 16)
                    .mapToObj(sequence -> EventRow.of(
                            new GenericDomainEventMessage<>("Counter", aggregate, sequence, payload),
                            StoreNode.SERIALIZER))
                    .toList();
        }
    }

    @Nested
    class A_batch_that_is_lost {

        @Test
        void is_said_to_be_so_though_there_is_no_connection_for_the_next() throws SQLException {
            Gate gate = new Gate(database.dataSource());
            try (StoreNode node = new StoreNode(gate)) {
                takeTheLock();
                CompletableFuture<Void> sent = append(node, "sent");
                eventually(() -> assertThat(waitingForTheLock()).isPositive());
                CompletableFuture<Void> next = append(node, "next");
                gate.close();
                endWhoWaitsForTheLock();

                try {
                    eventually(() -> assertThat(sent).isCompletedExceptionally());
                    assertThat(failure(sent)).isInstanceOf(OutcomeUnknown.class);
                    assertThat(next).isNotDone();
                } finally {
                    gate.open();
                }
                letGo();
                next.join();
            }
        }
    }

    @Nested
    class The_drivers_sockets {

        private final SocketFactory sockets = new WaitingSockets();

        @Test
        void reach_who_listens() throws IOException {
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    Socket byAddress = sockets.createSocket(server.getInetAddress(), server.getLocalPort());
                    Socket accepted = server.accept()) {
                accepted.getOutputStream().write('a');
                PutOff.untilWaiting(() -> done.add("before the answer was looked at"));

                assertThat(byAddress.getInputStream().read()).isEqualTo('a');

                assertThat(done).hasSize(1);
            }
        }

        @Test
        void say_so_if_nobody_listens() throws IOException {
            int free;
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                free = server.getLocalPort();
            }
            assertThatThrownBy(() -> sockets.createSocket("127.0.0.1", free)).isInstanceOf(IOException.class);
        }
    }

    private void giveTheLockBack() {
        try {
            letGo();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void take(Statement statement) {
        try {
            statement.execute(Locks.TAKE_FOR_APPEND);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CompletableFuture<Void> append(StoreNode node, String aggregate) {
        return node.appender.append(List.of(EventRow.of(counted(aggregate, 0), StoreNode.SERIALIZER)));
    }

    private void endWhoWaitsForTheLock() {
        jdbc.sql("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted")
                .query(Boolean.class)
                .list();
    }

    /** Connections that nobody gets for as long as it is closed. */
    private static final class Gate extends DelegatingDataSource {

        private volatile CountDownLatch opened = new CountDownLatch(0);

        Gate(DataSource behind) {
            super(behind);
        }

        void close() {
            opened = new CountDownLatch(1);
        }

        void open() {
            opened.countDown();
        }

        @Override
        public Connection getConnection() throws SQLException {
            try {
                opened.await();
            } catch (InterruptedException e) {
                throw new SQLException(e);
            }
            return super.getConnection();
        }
    }
}
