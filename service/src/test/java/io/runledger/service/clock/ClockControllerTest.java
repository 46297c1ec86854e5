package io.runledger.service.clock;

import static io.runledger.service.problem.ProblemAssertions.assertIsProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.service.RawHttp;
import io.runledger.service.ServiceTesting;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

class ClockControllerTest {

    private static RawHttp.Answer get(int port) throws IOException {
        return RawHttp.send(port, "GET /v1/admin/clock HTTP/1.1\r\nAuthorization: Bearer admin-key\r\n", "");
    }

    private static RawHttp.Answer post(int port, String body) throws IOException {
        return RawHttp.send(
                port,
                "POST /v1/admin/clock HTTP/1.1\r\nAuthorization: Bearer admin-key\r\n"
                        + "Content-Type: application/json\r\n",
                body);
    }

    private static Instant nowOf(RawHttp.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return Instant.parse(answer.json().path("now").asString());
    }

    @Nested
    @ServiceTesting
    class The_real_clock {

        @LocalServerPort
        int port;

        @Autowired
        Clock clock;

        @Test
        void shows_the_time_to_the_microsecond() throws IOException {
            RawHttp.Answer answer = get(port);

            assertThat(nowOf(answer))
                    .isBetween(Instant.now().minusSeconds(10), Instant.now().plusSeconds(10));
            assertThat(answer.json().path("adjustable").asBoolean()).isFalse();
            assertThat(clock.instant().getNano() % 1_000).isZero();
        }

        @Test
        void cannot_be_moved() throws IOException {
            RawHttp.Answer answer = post(port, "{\"advanceTo\":\"2999-01-01T00:00:00Z\"}");

            assertIsProblem(answer, 409, "clock-not-adjustable");
            assertThat(answer.json().path("detail").asString()).contains("--runledger.clock.start-at=");
        }
    }

    @Nested
    @ServiceTesting
    @TestPropertySource(properties = "runledger.clock.start-at=2026-01-31T00:00:00Z")
    @Import(FloorOfAnEarlierRun.class)
    class An_adjustable_clock {

        @LocalServerPort
        int port;

        @Test
        void starts_above_what_an_earlier_run_has_left_and_goes_forward() throws IOException {
            assertThat(nowOf(get(port))).isAfterOrEqualTo(FloorOfAnEarlierRun.FLOOR);
            assertThat(get(port).json().path("adjustable").asBoolean()).isTrue();

            Instant later = nowOf(get(port)).plusSeconds(86_400);
            assertThat(nowOf(post(port, "{\"advanceTo\":\"" + later + "\"}"))).isBetween(later, later.plusSeconds(10));
            assertThat(nowOf(get(port))).isBetween(later, later.plusSeconds(10));
        }

        @Test
        void does_not_go_back() throws IOException {
            RawHttp.Answer answer = post(port, "{\"advanceTo\":\"2026-01-01T00:00:00Z\"}");

            assertIsProblem(answer, 409, "clock-goes-forward-only");
            assertThat(answer.json().path("now").asString()).isNotBlank();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        {}                                        | advanceTo is required
                        {"advanceTo":null}                        | advanceTo is required
                        {"advanceTo":"+10000-01-01T00:00:00Z"}    | advanceTo must be an instant such as 2026-01-31T00:00:00Z
                        {"advanceTo":"tomorrow"}                  | advanceTo must be an instant such as 2026-01-31T00:00:00Z
                        {"advanceTo":4000000000}                  | advanceTo must be an instant such as 2026-01-31T00:00:00Z
                        {"advanceTo":"1960-01-01T00:00:00Z"}      | advanceTo must lie within the years 1970 to 9999
                        {"advance":"2030-01-01T00:00:00Z"}        | advanceTo is required
                        """)
        void is_not_moved_to_nonsense(String body, String detail) throws IOException {
            RawHttp.Answer answer = post(port, body);

            assertIsProblem(answer, 400, "invalid-request");
            assertThat(answer.json().path("detail").asString()).isEqualTo(detail);
        }
    }

    @TestConfiguration
    static class FloorOfAnEarlierRun {

        static final Instant FLOOR = Instant.parse("2026-03-01T10:00:00.000001Z");

        @Bean
        ClockFloor floor(Clock theClockItself) {
            return () -> Optional.of(FLOOR);
        }

        @Bean
        ClockFloor floorOfAnEmptyStore() {
            return Optional::empty;
        }
    }
}
