package io.runledger.eventstore;

import static io.runledger.eventstore.Eventually.eventually;
import static io.runledger.eventstore.StoreNode.counted;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
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
    void only_the_newest_of_very_many_are_looked_at() throws SQLException {
        node.append(counted("a", 0));
        insertByHand("old", 0);
        for (int i = 0; i < 1_000; i++) {
            insertByHand("many", i);
        }
        letGo();

        node.append(counted("b", 0));

        eventually(() -> assertThat(node.outOfDate).containsExactly("many"));
    }
}
