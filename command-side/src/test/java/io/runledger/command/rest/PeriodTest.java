package io.runledger.command.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.api.InvalidValue;
import io.runledger.api.policy.Policy;
import io.runledger.command.TestPolicies;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

    private final Policy policy = TestPolicies.prepaid();

    @Test
    void days_begin_in_the_policys_zone() {
        Period period = Period.of("2026-03-01", "2026-03-02", policy);
        assertThat(period.from())
                .isEqualTo(java.time.LocalDate.of(2026, 3, 1)
                        .atStartOfDay(policy.zone())
                        .toInstant());
    }

    @Test
    void instants_may_have_an_offset() {
        Period period = Period.of("2026-03-01T08:00:00+08:00", "2026-03-02", policy);
        assertThat(period.from()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
    }

    @Test
    void ninety_two_days_are_not_too_many() {
        assertThat(Period.of("2026-07-01", "2026-10-01", policy)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, 2026-03-02, from is required",
                "2026-03-01, -, to is required",
                "2026-03-02, 2026-03-01, from must be before to",
                "2026-03-01, 2026-03-01, from must be before to",
                "2026-07-01, 2026-10-02, at most 92 days",
                "yesterday, 2026-10-02, from must be an instant",
                "2026-02-30, 2026-03-01, from must be an instant",
                "2026-02-01, 20260301, to must be an instant",
                "1969-12-31, 1970-01-02, from must be an instant",
                "+999999999-01-01, 2026-01-01, from must be an instant"
            })
    void what_is_no_period_is_refused(String from, String to, String why) {
        assertThatThrownBy(() -> Period.of(from, to, policy))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining(why);
    }
}
