package io.runledger.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantReaderTest {

    @Property
    void an_instant_is_read_as_it_was_written(
            @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos) {
        Instant instant = Instant.ofEpochSecond(seconds, nanos);
        assertThat(InstantReader.parse(instant.toString())).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T10:00:00Z",
                "2026-03-01T10:00:00.1Z",
                "2026-03-01T10:00:00.000001Z",
                "2026-03-01T10:00:00.123456789Z",
                "2024-02-29T23:59:59.999Z",
                "2026-03-01T10:00:00+02:00",
                "+12026-03-01T10:00:00Z",
                "2026-03-01T24:00:00Z"
            })
    void any_instant_is_read_as_java_reads_it(String text) {
        assertThat(InstantReader.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-03-01",
                "2026-02-30T10:00:00Z",
                "2026-13-01T10:00:00Z",
                "2026-03-01T25:00:00Z",
                "2026-03-01T10:60:00Z",
                "2026-03-01T10:00:00,1Z",
                "2026-03-01T10:00:00.1234567890Z",
                "2026-03-01T1a:00:00Z",
                "2026-03-01 10:00:00Z"
            })
    void what_is_no_instant_is_refused(String text) {
        assertThatThrownBy(() -> InstantReader.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
