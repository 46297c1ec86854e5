package io.runledger.query.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StageTest {

    @Test
    void works_on_all_that_it_is_handed_in_order() {
        List<Integer> done = new ArrayList<>();
        try (Stage<Integer> stage = new Stage<>("adds", 2, done::add)) {
            IntStream.range(0, 100).forEach(stage::take);
            stage.finish();
            assertThatThrownBy(() -> stage.take(100)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(done).hasSize(100).isSorted();
    }

    @Test
    void tells_whoever_hands_over_what_its_work_failed_with_even_if_it_is_full() {
        try (Stage<Integer> stage = new Stage<>("fails", 1, number -> {
            throw new IllegalArgumentException("not " + number);
        })) {
            assertThatThrownBy(() -> IntStream.range(0, 100).forEach(stage::take))
                    .isInstanceOf(IllegalStateException.class)
                    .rootCause()
                    .hasMessage("not 0");
            assertThatThrownBy(stage::finish).rootCause().hasMessage("not 0");
        }
    }

    @Test
    void ends_when_it_is_closed_whatever_still_waits() throws InterruptedException {
        CountDownLatch working = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Stage<Integer> stage = new Stage<>("waits", 10, number -> {
            working.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.set(true);
                Thread.currentThread().interrupt();
            }
        });
        IntStream.range(0, 5).forEach(stage::take);
        working.await();
        stage.close();
        assertThat(interrupted).isTrue();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("waits"));
    }
}
