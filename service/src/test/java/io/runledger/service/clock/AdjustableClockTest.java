package io.runledger.service.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AdjustableClockTest {

    private static final Instant START = Instant.parse("2026-01-31T00:00:00Z");

    private final Clock still = Clock.fixed(Instant.parse("2030-06-01T12:00:00Z"), ZoneOffset.UTC);
    private final AdjustableClock clock = AdjustableClock.startingAt(START, still);

    @Test
    void it_starts_where_it_is_told_to() {
        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void it_moves_forward() {
        assertThat(clock.advanceTo(START.plusSeconds(60))).isTrue();
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void it_moves_neither_back_nor_to_where_it_is() {
        assertThat(clock.advanceTo(START.minusSeconds(1))).isFalse();
        assertThat(clock.advanceTo(START)).isFalse();
        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void it_ticks_on() {
        AdjustableClock ticking = AdjustableClock.startingAt(START, Clock.systemUTC());

        assertThat(ticking.instant()).isBetween(START, START.plusSeconds(10));
        assertThat(ticking.instant().plusNanos(1)).isBefore(ticking.instant().plusSeconds(1));
    }

    @Test
    void it_is_the_same_clock_in_every_zone() {
        Clock elsewhere = clock.withZone(ZoneId.of("Asia/Tokyo"));
        clock.advanceTo(START.plusSeconds(5));

        assertThat(elsewhere.instant()).isEqualTo(START.plusSeconds(5));
        assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }
}
