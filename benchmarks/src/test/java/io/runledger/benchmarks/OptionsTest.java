package io.runledger.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void without_options_everything_is_measured_at_length() {
        Options options = Options.of();

        assertThat(options.cases()).isEmpty();
        assertThat(options.quick()).isFalse();
        assertThat(options.events()).isEqualTo(1_000_000);
    }

    @Test
    void cases_can_be_named_and_a_quick_run_is_smaller() {
        Options options = Options.of("--case", "http", "--quick", "--case", "space");

        assertThat(options.cases()).containsExactly("http", "space");
        assertThat(options.events()).isEqualTo(100_000);
        assertThat(Options.of("--events", "5", "--quick").events()).isEqualTo(5);
    }

    @Test
    void what_can_not_be_understood_is_refused() {
        assertThatThrownBy(() -> Options.of("--fast")).hasMessage("there is no option --fast");
        assertThatThrownBy(() -> Options.of("--case")).hasMessage("--case needs a value");
        assertThatThrownBy(() -> Options.of("--events", "many")).hasMessage("--events needs a whole number");
        assertThatThrownBy(() -> Options.of("--events", "0")).hasMessage("--events needs a number above 0");
    }
}
