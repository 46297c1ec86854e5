package io.runledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TellingThreadTest {

    private final TellingThread telling = new TellingThread();
    private final List<String> told = new ArrayList<>();

    @Test
    void what_is_told_comes_in_order_and_what_follows_from_it_at_once() {
        telling.tell(() -> {
            telling.tell(() -> told.add("what follows"));
            told.add("first");
        });
        telling.tell(() -> told.add("second"));

        telling.close();

        assertThat(told).containsExactly("what follows", "first", "second");
    }

    @Test
    void one_that_fails_keeps_nobody_else_from_being_told() {
        telling.tell(() -> {
            throw new IllegalStateException("told in vain");
        });
        telling.tell(() -> told.add("next"));

        telling.close();

        assertThat(told).containsExactly("next");
    }

    @Test
    void after_its_end_whoever_has_something_to_tell_tells_it_himself() {
        telling.close();

        telling.tell(() -> told.add(Thread.currentThread().getName()));

        assertThat(told).containsExactly(Thread.currentThread().getName());
    }
}
