package io.runledger.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantWriterTest {

    @Property
    void an_instant_is_written_as_java_writes_it(
            @ForAll @LongRange(min = -70_000_000_000L, max = 300_000_000_000L) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos) {
        Instant instant = Instant.ofEpochSecond(seconds, nanos);

        assertThat(InstantWriter.text(instant)).isEqualTo(instant.toString());
        assertThat(InstantWriter.text(instant.truncatedTo(ChronoUnit.MICROS)))
                .isEqualTo(instant.truncatedTo(ChronoUnit.MICROS).toString());
    }

    @ParameterizedTest
    @EnumSource(
            value = ChronoUnit.class,
            names = {"NANOS", "MICROS", "MILLIS", "SECONDS", "DAYS"})
    void it_has_as_many_digits_as_it_needs(ChronoUnit unit) {
        Instant instant = Instant.parse("2026-03-01T10:09:08.102030405Z").truncatedTo(unit);

        assertThat(InstantWriter.text(instant)).isEqualTo(instant.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0999-12-31T23:59:59Z",
                "1000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999Z",
                "-0001-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z"
            })
    void years_of_other_than_four_digits_are_left_to_java(String text) {
        assertThat(InstantWriter.text(Instant.parse(text))).isEqualTo(text);
    }
}
