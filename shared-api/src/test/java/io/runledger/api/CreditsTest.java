package io.runledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CreditsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "100,100", "0.1,0.1", "0.100000,0.1", "1e3,1000", "0.000001,0.000001", "-2.5,-2.5"})
    void are_written_as_plain_numbers(String given, String written) {
        assertThat(JSON.writeValueAsString(Credits.of(given))).isEqualTo(written);
        assertThat(JSON.readValue(written, Credits.class)).isEqualTo(Credits.of(given));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-7", "0.0000001", "1.1234567", "1e-999999999"})
    void have_at_most_six_decimals(String amount) {
        assertThatThrownBy(() -> Credits.of(amount))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("6 decimals");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9000000000.000001", "1e30", "-1e30", "1e999999999"})
    void beyond_what_an_account_may_hold_are_refused_at_once(String amount) {
        assertThatThrownBy(() -> Credits.of(amount))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("9 x 10^9");
    }

    @Test
    void a_command_may_move_more_than_nothing_and_at_most_a_thousand_million() {
        assertThat(Credits.of("1000000000").requireSpendable("credits")).isEqualTo(Credits.MOST_PER_COMMAND);
        assertThatThrownBy(() -> Credits.ZERO.requireSpendable("credits")).hasMessage("credits must be above 0");
        assertThatThrownBy(() -> Credits.of("-1").requireSpendable("credits")).hasMessage("credits must be above 0");
        assertThatThrownBy(() -> Credits.of("1000000000.000001").requireSpendable("credits"))
                .hasMessage("credits must be at most 1000000000");
    }

    @Test
    void an_overflow_is_an_error_and_never_a_wrong_number() {
        Credits most = Credits.ofMicros(Long.MAX_VALUE);
        assertThatThrownBy(() -> most.plus(Credits.ofMicros(1))).isInstanceOf(ArithmeticException.class);
    }

    @Property
    void every_amount_survives_the_wire(
            @ForAll @LongRange(min = -9_000_000_000_000_000L, max = 9_000_000_000_000_000L) long micros) {
        Credits credits = Credits.ofMicros(micros);
        String written = JSON.writeValueAsString(credits);
        assertThat(written).doesNotContainIgnoringCase("e");
        assertThat(JSON.readValue(written, Credits.class)).isEqualTo(credits);
        assertThat(new BigDecimal(written)).isEqualByComparingTo(BigDecimal.valueOf(micros, 6));
    }

    @Property
    void a_split_adds_up_and_no_share_is_off_by_more_than_one_micro(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000_000L) long total,
            @ForAll @Size(min = 1, max = 100) List<@LongRange(min = 0, max = 1_000_000_000_000_000L) Long> weights) {
        List<Credits> given = weights.stream().map(Credits::ofMicros).toList();
        List<Credits> shares = Split.byLargestRemainder(Credits.ofMicros(total), given);
        assertThat(Credits.sum(shares, share -> share)).isEqualTo(Credits.ofMicros(total));
        BigDecimal sum = weights.stream().map(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add);
        for (int i = 0; i < shares.size() && sum.signum() > 0; i++) {
            BigDecimal exact = BigDecimal.valueOf(total)
                    .multiply(BigDecimal.valueOf(weights.get(i)))
                    .divide(sum, 6, java.math.RoundingMode.HALF_UP);
            assertThat(exact.subtract(BigDecimal.valueOf(shares.get(i).micros()))
                            .abs())
                    .isLessThanOrEqualTo(BigDecimal.ONE);
        }
    }
}
