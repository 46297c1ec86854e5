package io.runledger.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void the_median_is_in_the_middle() {
        assertThat(new Samples(List.of(3.0, 1.0, 2.0)).median()).isEqualTo(2);
        assertThat(new Samples(List.of(4.0, 1.0, 3.0, 2.0)).median()).isEqualTo(2.5);
        assertThat(new Samples(List.of(4.0, 1.0, 3.0)).lowest()).isEqualTo(1);
        assertThat(new Samples(List.of(4.0, 1.0, 3.0)).highest()).isEqualTo(4);
    }

    @Test
    void a_percentile_is_a_figure_that_was_measured() {
        long[] figures = LongStream.rangeClosed(1, 200).toArray();

        assertThat(Samples.percentile(figures, 0.99)).isEqualTo(198);
        assertThat(Samples.percentile(figures, 0.5)).isEqualTo(100);
        assertThat(Samples.percentile(new long[] {7}, 0.99)).isEqualTo(7);
        assertThat(Samples.percentile(new long[0], 0.99)).isZero();
    }

    @Test
    void a_result_says_whether_its_target_is_met() {
        Samples ours = Samples.of(20);

        assertThat(Result.faster("x", "1/s", ours, "peer", Samples.of(10), 2).met())
                .isTrue();
        assertThat(Result.faster("x", "1/s", ours, "peer", Samples.of(10.1), 2).met())
                .isFalse();
        assertThat(Result.noSlower("x", "ms", ours, "peer", Samples.of(19)).met())
                .isFalse();
        assertThat(Result.atMost("x", "bytes", ours, 20).met()).isTrue();
        assertThat(Table.of(List.of(Result.faster("x", "1/s", ours, "peer", Samples.of(30), 2))))
                .contains("x, 1/s", "peer", "0.67", "MISSED");
    }
}
