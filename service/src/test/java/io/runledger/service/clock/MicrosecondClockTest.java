package io.runledger.service.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MicrosecondClockTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456789Z");

    private final Clock clock = new MicrosecondClock(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void it_counts_whole_microseconds_whoever_asks_and_in_any_zone() {
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-03-01T10:00:00.123456Z"));
        assertThat(clock.withZone(ZoneId.of("Asia/Shanghai")).instant()).isEqualTo(clock.instant());
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void it_can_be_asked_for_milliseconds() {
        assertThat(clock.millis()).isEqualTo(NOW.toEpochMilli());
    }
}
