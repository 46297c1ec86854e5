package io.runledger.eventstore;

import static io.runledger.eventstore.Eventually.eventually;
import static io.runledger.eventstore.StoreNode.counted;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Someone else holds the lock of appends while units of work queue up, so that the test says what comes together. */
abstract class HeldWriter {

    final TestDatabase database = TestDatabase.fresh();
    final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    final StoreNode node = new StoreNode(database.dataSource());
    final GroupCommit writer = node.appender;
    Connection someoneElse;

    @BeforeEach
    void connect() throws SQLException {
        someoneElse = database.dataSource().getConnection();
        someoneElse.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        letGo();
        someoneElse.close();
        node.close();
    }

    CompletableFuture<Void> append(DomainEventMessage<?>... unit) {
        return writer.append(Arrays.stream(unit)
                .map(event -> EventRow.of(event, StoreNode.SERIALIZER))
                .toList());
    }

    static Throwable failure(CompletableFuture<Void> future) {
        try {
            future.join();
        } catch (CompletionException e) {
            return e.getCause();
        }
        throw new AssertionError("It was stored");
    }

    /** Returns when the writer waits with a batch of one, so that all that comes now is the next batch. */
    CompletableFuture<Void> holdTheWriterBack() throws SQLException {
        takeTheLock();
        CompletableFuture<Void> held = append(counted("held", 0));
        eventually(() -> assertThat(waitingForTheLock()).isPositive());
        return held;
    }

    void takeTheLock() throws SQLException {
        try (Statement take = someoneElse.createStatement()) {
            take.execute(Locks.TAKE_FOR_APPEND);
        }
    }

    void letGo() throws SQLException {
        someoneElse.commit();
    }

    /** By another node, within the transaction that holds the writer back. */
    void insertByHand(String aggregate, long sequence) throws SQLException {
        insertByHand(aggregate, LongStream.of(sequence));
    }

    void insertByHand(String aggregate, LongStream sequences) throws SQLException {
        List<EventRow> rows = sequences
                .mapToObj(sequence -> EventRow.of(counted(aggregate, sequence), StoreNode.SERIALIZER))
                .toList();
        EventInsert.insert(someoneElse, rows, new NewestStored(), true);
    }

    long positionsWithoutEvent() {
        return jdbc.sql("select max(position) - count(*) from event_store.event")
                .query(Long.class)
                .single();
    }

    long waitingForTheLock() {
        return jdbc.sql("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                .query(Long.class)
                .single();
    }
}
