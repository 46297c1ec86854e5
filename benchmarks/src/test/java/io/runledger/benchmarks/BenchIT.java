package io.runledger.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.benchmarks.cases.Cases;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmarks run; how fast is for no test to say. */
class BenchIT {

    @Test
    void a_case_in_process_and_one_over_http_give_figures() throws Exception {
        List<Result> results = Bench.measure(Options.of("--quick"), Cases.named(List.of("space", "start-up")));

        assertThat(results)
                .hasSize(2)
                .allSatisfy(result -> assertThat(result.ours().median()).isPositive());
        assertThat(Table.of(results)).contains("space of a run", "start-up");
    }
}
