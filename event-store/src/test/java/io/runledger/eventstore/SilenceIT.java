package io.runledger.eventstore;

import static io.runledger.eventstore.Eventually.eventually;
import static io.runledger.eventstore.StoreNode.counted;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is cut off without a word: no reset, no end of the stream, and so nothing that anybody would notice but the silence. */
class SilenceIT extends HeldWriter {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration WHILE = Duration.ofMillis(700);

    private SilentNetwork network;
    private StoreNode farAway;

    @BeforeEach
    void goThroughTheNetwork() throws IOException {
        network = new SilentNetwork(database.port());
        farAway = new StoreNode(database.through(network.entrance()), PATIENCE);
    }

    @AfterEach
    void leaveTheNetwork() throws IOException {
        farAway.close();
        network.close();
    }

    @Test
    void a_connection_that_falls_silent_leaves_open_what_became_of_the_batch_and_what_waited_is_stored()
            throws SQLException {
        takeTheLock();
        CompletableFuture<Void> sent = append(farAway, "sent");
        eventually(() -> assertThat(waitingForTheLock()).isPositive());
        CompletableFuture<Void> waited = append(farAway, "waited");
        network.fallSilent();
        letGo();

        assertThat(failure(sent)).isInstanceOf(OutcomeUnknown.class);
        waited.join();

        assertThat(node.eventsOf("waited")).hasSize(1);
        // It had arrived before the silence. Nobody could know.
        assertThat(node.eventsOf("sent")).hasSize(1);
    }

    @Test
    void a_connection_that_fell_silent_in_a_quiet_time_is_replaced_before_anything_is_sent() {
        append(farAway, "before").join();
        nothingHappensForAWhile();
        network.fallSilent();

        append(farAway, "after").join();

        assertThat(node.eventsOf("after")).hasSize(1);
    }

    @Test
    void a_process_that_falls_silent_while_it_holds_the_lock_of_appends_does_not_keep_others_from_theirs()
            throws SQLException {
        try (WriterConnection itsOwn = new WriterConnection(database.through(network.entrance()), PATIENCE)) {
            Connection silent = itsOwn.get();
            silent.setAutoCommit(false);
            Standings.underLock(List.of(EventRow.of(counted("a", 0), StoreNode.SERIALIZER)), silent);
            network.fallSilent();

            CompletableFuture<Void> ofAnother = append("b");

            eventually(() -> assertThat(ofAnother).isCompleted());
        }
    }

    @Test
    void a_stream_whose_listener_falls_silent_hears_of_the_events_of_others_all_the_same() {
        append("before").join();
        try (TrackingEventStream stream = farAway.store.openStream(null)) {
            eventually(() -> assertThat(aggregates(stream)).containsExactly("before"));
            nothingHappensForAWhile();
            network.fallSilent();

            append("after").join();

            eventually(() -> assertThat(aggregates(stream)).containsExactly("after"));
        }
    }

    /** So that connections are asked, before they are used again, whether they are still there. */
    private static void nothingHappensForAWhile() {
        long start = System.nanoTime();
        eventually(() -> assertThat(System.nanoTime() - start).isGreaterThan(WHILE.toNanos()));
    }

    private static List<String> aggregates(TrackingEventStream stream) throws InterruptedException {
        List<String> aggregates = new ArrayList<>();
        while (stream.peek().isPresent()) {
            aggregates.add(((DomainEventMessage<?>) stream.nextAvailable()).getAggregateIdentifier());
        }
        return aggregates;
    }

    private CompletableFuture<Void> append(String aggregate) {
        return append(node, aggregate);
    }

    private static CompletableFuture<Void> append(StoreNode node, String aggregate) {
        return node.appender.append(List.of(EventRow.of(counted(aggregate, 0), StoreNode.SERIALIZER)));
    }
}
