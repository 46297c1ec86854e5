package io.runledger.command.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;

class MissedEventsTest {

    private final MissedEvents missed = new MissedEvents();

    @Test
    void what_came_one_after_the_other_is_given_from_the_copys_version_on() {
        missed.add("a", events(5, 6));
        missed.add("a", events(7));

        assertThat(sequencesAfter(4, 7)).containsExactly(5L, 6L, 7L);
        assertThat(sequencesAfter(6, 7)).containsExactly(7L);
    }

    @Test
    void where_some_are_not_here_nothing_is_given() {
        missed.add("a", events(5, 6));

        assertThat(sequencesAfter(3, 6)).as("the first is missing").isEmpty();
        assertThat(sequencesAfter(4, 7)).as("the last is missing").isEmpty();
        assertThat(sequencesAfter(4, AccountCache.UNKNOWN)).isEmpty();
        assertThat(missed.after("b", 0, 1)).isEmpty();
    }

    @Test
    void what_does_not_follow_what_was_here_takes_its_place() {
        missed.add("a", events(5, 6));
        missed.add("a", events(8));

        assertThat(sequencesAfter(4, 8)).isEmpty();
        assertThat(sequencesAfter(7, 8)).containsExactly(8L);
    }

    @Test
    void a_copy_that_knows_them_has_missed_nothing() {
        missed.add("a", events(5, 6));

        assertThat(sequencesAfter(6, 6)).isEmpty();
        assertThat(sequencesAfter(9, 6)).isEmpty();
    }

    @Test
    void more_than_was_known_of_is_given_too() {
        missed.add("a", events(5, 6));

        assertThat(sequencesAfter(4, 5)).containsExactly(5L, 6L);
    }

    @Test
    void of_one_account_no_more_than_fifty_are_kept() {
        missed.add("a", events(LongStream.range(0, 50).toArray()));
        assertThat(missed.has("a")).isTrue();

        missed.add("a", events(50));
        assertThat(missed.has("a")).isFalse();

        missed.add("a", events(LongStream.range(0, 51).toArray()));
        assertThat(missed.has("a")).isFalse();
    }

    @Test
    void of_too_many_accounts_those_that_have_waited_longest_are_let_go() {
        missed.add("a", events(1));
        for (int i = 0; i < 1_999; i++) {
            missed.add("other-" + i, events(1));
        }
        missed.add("a", events(2));
        assertThat(missed.has("a")).isTrue();

        missed.add("one-more", events(1));
        assertThat(missed.has("a")).isFalse();
        assertThat(missed.has("other-0")).isTrue();
    }

    @Test
    void it_has_what_was_not_forgotten() {
        missed.add("a", events(5));
        missed.add("b", events(1));
        assertThat(missed.has("a")).isTrue();

        missed.forget("a");
        assertThat(missed.has("a")).isFalse();
        assertThat(missed.has("b")).isTrue();

        missed.forgetAll();
        assertThat(missed.has("b")).isFalse();
    }

    private List<Long> sequencesAfter(long version, long newest) {
        return missed.after("a", version, newest).stream()
                .map(DomainEventMessage::getSequenceNumber)
                .toList();
    }

    private static List<DomainEventMessage<?>> events(long... sequences) {
        return LongStream.of(sequences)
                .<DomainEventMessage<?>>mapToObj(
                        sequence -> new GenericDomainEventMessage<>("Account", "a", sequence, "event"))
                .toList();
    }
}
