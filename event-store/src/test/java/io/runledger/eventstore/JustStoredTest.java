package io.runledger.eventstore;

import static io.runledger.eventstore.StoreNode.counted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JustStoredTest {

    private final JustStored own = new JustStored();

    @BeforeEach
    void somebodyReads() {
        own.begin();
    }

    @Test
    void what_follows_a_position_directly_is_given_once_and_in_order() {
        add(1, 2);
        add(3, 1);

        assertThat(positionsAfter(0)).containsExactly(1L, 2L, 3L);
        assertThat(positionsAfter(3)).isEmpty();
        add(4, 2);
        assertThat(positionsAfter(3)).containsExactly(4L, 5L);
    }

    @Test
    void an_event_has_all_that_the_table_says_of_it() {
        EventRow row = row(7);
        own.add(12, List.of(row));

        assertThat(own.takeAfter(11))
                .containsExactly(new ReadEvent(
                        12,
                        row.aggregate(),
                        row.sequence(),
                        row.timestamp(),
                        row.type(),
                        row.revision(),
                        row.payload(),
                        row.decided(),
                        row.metadata()));
    }

    @Test
    void what_lies_behind_a_gap_is_kept_until_somebody_has_seen_what_is_in_it() {
        add(1, 1);
        add(5, 2);

        assertThat(positionsAfter(0)).containsExactly(1L);
        assertThat(positionsAfter(1)).isEmpty();
        assertThat(positionsAfter(4)).containsExactly(5L, 6L);
    }

    @Test
    void what_was_found_in_the_table_meanwhile_is_not_given_again() {
        add(1, 2);
        add(3, 3);

        assertThat(positionsAfter(4)).containsExactly(5L);
    }

    @Test
    void many_begin_where_no_other_position_is_missing_between_them() {
        assertThat(own.firstOfManyAfter(0)).isEqualTo(JustStored.NONE);
        add(3, 63);
        assertThat(own.firstOfManyAfter(0)).isEqualTo(JustStored.NONE);
        add(67, 60);
        add(127, 3);
        assertThat(own.firstOfManyAfter(0)).isEqualTo(JustStored.NONE);
        add(130, 1);
        assertThat(own.firstOfManyAfter(0)).isEqualTo(67);
        add(132, 64);
        assertThat(own.firstOfManyAfter(0)).isEqualTo(67);
        assertThat(positionsAfter(66)).hasSize(64);
        assertThat(own.firstOfManyAfter(130)).isEqualTo(132);
    }

    @Test
    void many_that_have_come_meanwhile_and_were_read_from_the_table_are_not_gone_back_to() {
        add(101, 100);

        assertThat(own.firstOfManyAfter(100)).isEqualTo(JustStored.NONE);
        assertThat(own.firstOfManyAfter(150)).isEqualTo(JustStored.NONE);
        assertThat(own.firstOfManyAfter(200)).isEqualTo(JustStored.NONE);
    }

    @Test
    void what_nobody_looks_at_is_left_out_beyond_a_limit_and_again_taken_in_afterwards() {
        add(1, 9_990);
        add(9_991, 11);
        add(10_002, 1);

        assertThat(positionsAfter(0)).hasSize(9_990);
        assertThat(positionsAfter(9_990)).isEmpty();
        assertThat(positionsAfter(10_001)).containsExactly(10_002L);
        add(10_003, 1);
        assertThat(positionsAfter(10_002)).containsExactly(10_003L);
    }

    @Test
    void the_newest_is_known_even_where_it_was_left_out() {
        assertThat(own.newest()).isZero();
        add(1, 9_990);
        assertThat(own.newest()).isEqualTo(9_990);
        add(9_991, 11);
        assertThat(own.newest()).isEqualTo(10_001);
        own.add(10_002, 10_003, List.of(ReadEvent.of(10_002, row(0))));
        assertThat(own.newest()).isEqualTo(10_001);
        own.end();
        add(10_003, 2);
        assertThat(own.newest()).isEqualTo(10_004);
    }

    @Test
    void positions_without_an_event_count_towards_the_limit_too() {
        for (long position = 1; position < 20_000; position++) {
            own.add(position, position + 1, List.of());
        }
        add(20_000, 1);

        assertThat(positionsAfter(19_999)).isEmpty();
    }

    @Test
    void what_others_have_stored_in_between_is_given_with_what_this_process_has() {
        add(1, 2);
        add(6, 1);
        own.add(3, 6, List.of(ReadEvent.of(4, row(0))));

        assertThat(positionsAfter(0)).containsExactly(1L, 2L, 4L, 6L);
    }

    @Test
    void nothing_is_given_twice_where_own_events_lie_between_those_of_others() {
        add(1, 1);
        add(4, 1);
        own.add(2, 6, List.of(ReadEvent.of(2, row(0)), ReadEvent.of(4, row(1)), ReadEvent.of(5, row(2))));

        assertThat(positionsAfter(0)).containsExactly(1L, 2L, 4L, 5L);
        assertThat(positionsAfter(5)).isEmpty();
    }

    @Test
    void what_was_read_from_the_table_before_it_was_heard_of_is_not_given_again() {
        add(4, 1);
        assertThat(positionsAfter(3)).containsExactly(4L);
        own.add(2, 4, List.of(ReadEvent.of(2, row(0)), ReadEvent.of(3, row(1))));
        add(5, 1);

        assertThat(positionsAfter(4)).containsExactly(5L);
    }

    @Test
    void what_is_stored_while_nobody_reads_is_not_kept() {
        add(1, 1);
        own.end();
        add(2, 1);

        assertThat(positionsAfter(0)).isEmpty();
        own.begin();
        add(3, 1);
        assertThat(positionsAfter(2)).containsExactly(3L);
    }

    private void add(long first, int count) {
        own.add(first, LongStream.range(0, count).mapToObj(JustStoredTest::row).toList());
    }

    private static EventRow row(long sequence) {
        return EventRow.of(counted("a", sequence), StoreNode.SERIALIZER);
    }

    private List<Long> positionsAfter(long position) {
        return own.takeAfter(position).stream().map(ReadEvent::position).toList();
    }
}
