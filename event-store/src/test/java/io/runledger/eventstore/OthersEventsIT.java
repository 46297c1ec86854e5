package io.runledger.eventstore;

import static io.runledger.eventstore.Eventually.eventually;
import static io.runledger.eventstore.StoreNode.counted;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;

/** When someone else has stored events: each test goes on with the sentence. */
class OthersEventsIT extends HeldWriter {

    @Test
    void their_aggregates_are_known_to_be_out_of_date_and_no_others() throws SQLException {
        node.append(counted("a", 0));
        node.append(counted("b", 0));
        insertByHand("a", 1);
        insertByHand("new", 0);
        letGo();

        node.append(counted("b", 1));

        eventually(() -> assertThat(node.outOfDate).containsExactlyInAnyOrder("a", "new"));
    }

    @Test
    void few_of_them_are_handed_over_to_whoever_has_copies() throws SQLException {
        node.append(counted("a", 0));
        insertByHand("a", LongStream.of(1, 2));
        insertByHand("b", 0);
        letGo();

        node.append(counted("c", 0));

        eventually(() -> assertThat(node.outOfDate).containsExactlyInAnyOrder("a", "b"));
        assertThat(node.missed).extracting(DomainEventMessage::getIdentifier).containsExactly("a/1", "a/2", "b/0");
    }

    @Test
    void one_that_can_not_be_read_here_is_left_to_whoever_reads_it() throws SQLException {
        node.append(counted("a", 0));
        insertByHand("a", 1);
        letGo();
        jdbc.sql("update event_store.event set type = 'Nobody''s' where sequence = 1")
                .update();

        node.append(counted("c", 0));

        eventually(() -> assertThat(node.outOfDate).containsExactly("a"));
        assertThat(node.missed).isEmpty();
    }

    @Test
    void of_an_aggregate_that_was_changed_here_since_nothing_is_out_of_date() throws SQLException {
        node.append(counted("a", 0));
        insertByHand("a", 1);
        insertByHand("b", 0);
        letGo();

        node.append(counted("a", 2));

        eventually(() -> assertThat(node.outOfDate).containsExactly("b"));
    }

    @Test
    void what_was_decided_without_them_fails_before_it_is_tried() throws SQLException {
        node.append(counted("a", 0));
        holdTheWriterBack();
        insertByHand("a", 1);
        CompletableFuture<Void> late = append(counted("a", 1));
        CompletableFuture<Void> sound = append(counted("b", 0));
        letGo();

        sound.join();

        assertThat(failure(late)).hasMessageContaining("Someone else stored event 1");
        assertThat(writer.isSpoilt("a")).isTrue();
        assertThat(positionsWithoutEvent()).isZero();
    }

    @Test
    void what_was_decided_with_them_is_stored() throws SQLException {
        node.append(counted("a", 0));
        holdTheWriterBack();
        insertByHand("a", 1);
        CompletableFuture<Void> sound = append(counted("a", 2));
        letGo();

        sound.join();

        assertThat(node.outOfDate).doesNotContain("a");
        assertThat(writer.isSpoilt("a")).isFalse();
    }

    @Test
    void whoever_follows_one_of_them_is_stored_without_looking_for_it() throws SQLException {
        node.append(counted("a", 0));
        insertByHand("a", 1);
        letGo();
        node.append(counted("b", 0));
        eventually(() -> assertThat(node.outOfDate).containsExactly("a"));
        jdbc.sql("delete from event_store.event where sequence = 1").update();

        node.append(counted("a", 2));

        assertThat(jdbc.sql("select sequence from event_store.event where aggregate = 'a' order by sequence")
                        .query(Long.class)
                        .list())
                .containsExactly(0L, 2L);
    }

    @Test
    void of_many_nobody_asks_whose_they_are_for_any_copy_may_be_out_of_date() throws SQLException {
        node.append(counted("a", 0));
        insertByHand("many", LongStream.range(0, 150));
        letGo();

        node.append(counted("b", 0));

        eventually(() -> assertThat(node.othersPrevail).isTrue());
        node.append(counted("b", 1));
        assertThat(node.othersPrevail).isTrue();
        assertThat(node.outOfDate).isEmpty();
    }

    @Test
    void of_very_many_nobody_asks_whose_they_are_even_where_many_of_its_own_follow() throws SQLException {
        node.append(counted("a", 0));
        insertByHand("many", LongStream.range(0, 10_001));
        letGo();

        append(LongStream.range(0, 100).mapToObj(i -> counted("b", i)).toArray(DomainEventMessage<?>[]::new))
                .join();

        eventually(() -> assertThat(node.allOutOfDate).isTrue());
        assertThat(node.outOfDate).isEmpty();
        assertThat(node.othersPrevail).isFalse();
    }

    @Test
    void positions_that_its_own_failures_have_lost_are_nobody_elses() throws SQLException {
        node.append(counted("a", 0));
        for (int i = 0; i < 150; i++) {
            failure(append(counted("a", 0)));
            writer.dropped("a");
        }
        assertThat(positionsWithoutEvent()).isZero();

        node.append(counted("b", 0));
        node.append(counted("b", 1));

        assertThat(positionsWithoutEvent()).isEqualTo(150);
        assertThat(node.othersPrevail).isFalse();
    }

    @Test
    void when_they_are_few_again_it_is_known_whose_they_are() throws SQLException {
        node.append(counted("a", 0));
        insertByHand("many", LongStream.range(0, 150));
        letGo();
        for (int i = 0; i < 4; i++) {
            node.append(counted("b", i));
        }
        eventually(() -> assertThat(node.allOutOfDate).isTrue());
        assertThat(node.othersPrevail).isFalse();
        insertByHand("a", 1);
        letGo();

        node.append(counted("b", 4));

        eventually(() -> assertThat(node.outOfDate).containsExactly("a"));
    }
}
