package io.runledger.service.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.service.TryingApplication;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class StartTest {

    private static final String KEY = "--runledger.admin-key=k";
    private static final String START_AT = "--runledger.clock.start-at=2026-01-31T00:00:00Z";

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void a_start_that_makes_no_sense_is_refused_in_a_few_lines(String reason, String[] options, CapturedOutput log) {
        assertThatThrownBy(() -> start(options)).isInstanceOf(RuntimeException.class);

        assertThat(log.getAll()).contains("APPLICATION FAILED TO START", reason).doesNotContain("\tat ");
    }

    static Stream<Arguments> a_start_that_makes_no_sense_is_refused_in_a_few_lines() {
        return Stream.of(
                refused("No API key is set"),
                refused(
                        "there is no scope root",
                        "--runledger.keys.k.hash=" + "a".repeat(64),
                        "--runledger.keys.k.scopes=root"),
                refused("There is no policy nonesuch", KEY, "--runledger.policy=nonesuch"),
                refused("is for trying, but server.address is 0.0.0.0", KEY, START_AT, "--server.address=0.0.0.0"),
                refused("is for trying, but server.address is every address", KEY, START_AT, "--server.address="),
                refused("is a live key of Stripe", KEY, START_AT, "--STRIPE_API_KEY=sk_live_1"),
                refused("is a live key of Stripe", KEY, START_AT, "--runledger.stripe.api-key=rk_live_1"),
                refused("outside the years 1970 to 9999", KEY, "--runledger.clock.start-at=1900-01-01T00:00:00Z"),
                refused("runledger.clock.start-at", KEY, "--runledger.clock.start-at=soon"));
    }

    @Test
    void a_plain_start_listens_on_loopback_and_warns_of_nothing(CapturedOutput log) {
        try (ConfigurableApplicationContext context = start(KEY)) {
            assertThat(context.getEnvironment().getProperty("server.address")).isEqualTo("127.0.0.1");
        }
        assertThat(log.getAll()).doesNotContain("WARN", "ERROR", "password");
    }

    @Test
    void what_is_set_elsewhere_wins_over_the_shared_defaults() {
        try (ConfigurableApplicationContext context = start(KEY, "--server.shutdown=immediate")) {
            assertThat(context.getEnvironment().getProperty("server.shutdown")).isEqualTo("immediate");
        }
    }

    private static Arguments refused(String reason, String... options) {
        return Arguments.of(reason, options);
    }

    private static ConfigurableApplicationContext start(String... options) {
        SpringApplication application = new SpringApplication(TryingApplication.class);
        String[] all =
                Stream.concat(Stream.of("--server.port=0"), Stream.of(options)).toArray(String[]::new);
        return application.run(all);
    }
}
