package io.runledger.eventstore;

import static io.runledger.eventstore.Eventually.eventually;
import static io.runledger.eventstore.StoreNode.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.net.SocketFactory;
import javax.sql.DataSource;
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
            List<CompletableFuture<Void>> stored = new ArrayList<>();
            takeTheLock();
            stored.add(append(node, "first"));
            eventually(() -> assertThat(waitingForTheLock()).isPositive());
            CompletableFuture<Void> next = append(node, "next");
            // The writer takes the lock for the first, then has to wait for it again with the next.
            try (Connection another = database.dataSource().getConnection();
                    Statement statement = another.createStatement()) {
                another.setAutoCommit(false);
                CompletableFuture<Void> between = CompletableFuture.runAsync(() -> take(statement));
                eventually(() -> assertThat(waitingForTheLock()).isEqualTo(2));
                letGo();

                stored.forEach(CompletableFuture::join);
                between.join();
                eventually(() -> assertThat(waitingForTheLock()).isEqualTo(1));
                assertThat(next).isNotDone();
                another.commit();
            }
            next.join();
        }

        @Test
        void is_acknowledged_while_more_wait_than_are_sent_at_once() throws SQLException {
            takeTheLock();
            CompletableFuture<Void> first = append(node, "first");
            eventually(() -> assertThat(waitingForTheLock()).isPositive());
            for (int i = 0; i < 2 * StoreNode.QUEUE_CAPACITY / 3; i++) {
                append(node, "next-" + i);
            }
            letGo();

            first.join();
            node.appender.settled("next-0").join();
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

                assertThat(failure(sent)).isInstanceOf(OutcomeUnknown.class);
                assertThat(next).isNotDone();

                gate.open();
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
