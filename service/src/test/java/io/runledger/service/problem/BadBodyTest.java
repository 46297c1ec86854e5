package io.runledger.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.service.RawHttp;
import io.runledger.service.ServiceTesting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTesting
class BadBodyTest {

    private static final String A_NUMBER = "a number";
    private static final String A_WHOLE_NUMBER = "a whole number from -2147483648 to 2147483647";
    private static final String AN_INSTANT = "an instant such as 2026-01-31T00:00:00Z";
    private static final String A_SOURCE = "one of [free, subscription, promotional, compensation, top-up]";
    private static final String AN_ID =
            "1 to 128 letters, digits, '.', '_', ':', '~' or '-', the first a letter or a digit";

    @LocalServerPort
    int port;

    @ParameterizedTest(name = "{0}: {1} must be {2}")
    @MethodSource
    void a_field_of_the_wrong_type_is_named_with_what_would_be_right(String fields, String field, String must)
            throws IOException {
        RawHttp.Answer answer = post("{\"runId\":\"r\"," + fields + "}");

        assertIsInvalid(answer, field + " must be " + must);
        assertThat(answer.json().path("field").asString()).isEqualTo(field);
    }

    static Stream<Arguments> a_field_of_the_wrong_type_is_named_with_what_would_be_right() {
        return Stream.of(
                Arguments.of("\"credits\":\"5\"", "credits", A_NUMBER),
                Arguments.of("\"credits\":true", "credits", A_NUMBER),
                Arguments.of("\"credits\":{}", "credits", A_NUMBER),
                Arguments.of("\"credits\":[1]", "credits", A_NUMBER),
                Arguments.of("\"credits\":1e30", "credits", "at most 9 x 10^9"),
                Arguments.of("\"credits\":-1e30", "credits", "at most 9 x 10^9"),
                Arguments.of("\"number\":\"5\"", "number", A_NUMBER),
                Arguments.of("\"whole\":1.0", "whole", A_WHOLE_NUMBER),
                Arguments.of("\"whole\":\"1\"", "whole", A_WHOLE_NUMBER),
                Arguments.of("\"whole\":\"\"", "whole", A_WHOLE_NUMBER),
                Arguments.of("\"whole\":true", "whole", A_WHOLE_NUMBER),
                Arguments.of("\"whole\":2147483648", "whole", A_WHOLE_NUMBER),
                Arguments.of("\"more\":9223372036854775808", "more", "a whole number within 64 bits"),
                Arguments.of("\"more\":" + "9".repeat(90), "more", "a whole number within 64 bits"),
                Arguments.of("\"flag\":\"true\"", "flag", "true or false"),
                Arguments.of("\"flag\":1", "flag", "true or false"),
                Arguments.of("\"text\":5", "text", "a string"),
                Arguments.of("\"text\":true", "text", "a string"),
                Arguments.of("\"text\":[]", "text", "a string"),
                Arguments.of("\"expiresAt\":\"tomorrow\"", "expiresAt", AN_INSTANT),
                Arguments.of("\"expiresAt\":\"\"", "expiresAt", AN_INSTANT),
                Arguments.of("\"expiresAt\":1700000000", "expiresAt", AN_INSTANT),
                Arguments.of("\"expiresAt\":\"1700000000\"", "expiresAt", AN_INSTANT),
                Arguments.of("\"expiresAt\":\"+10000-01-01T00:00:00Z\"", "expiresAt", AN_INSTANT),
                Arguments.of("\"source\":\"gift\"", "source", A_SOURCE),
                Arguments.of("\"source\":\"\"", "source", A_SOURCE),
                Arguments.of("\"source\":1", "source", A_SOURCE),
                Arguments.of("\"usage\":{\"model\":\"m\"}", "usage", "a list"),
                Arguments.of("\"usage\":[1]", "usage[0]", "an object"),
                Arguments.of("\"usage\":[null]", "usage[0]", "an object"),
                Arguments.of("\"usage\":[[]]", "usage[0]", "an object"),
                Arguments.of("\"usage\":[{\"model\":\"m\",\"count\":\"x\"}]", "usage[0].count", A_WHOLE_NUMBER),
                Arguments.of(
                        "\"usage\":[{\"model\":\"m\"},{\"model\":\"m\",\"count\":0}]",
                        "usage[1].count",
                        "a whole number from 1 to 10000"),
                Arguments.of("\"usage\":[{\"model\":\"a b\"}]", "usage[0].model", AN_ID));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void a_bad_body_is_refused_with_the_reason(String body, String detail) throws IOException {
        assertIsInvalid(post(body), detail);
    }

    static Stream<Arguments> a_bad_body_is_refused_with_the_reason() {
        return Stream.of(
                Arguments.of("", "a JSON body is required"),
                Arguments.of("   ", "a JSON body is required"),
                Arguments.of("null", "a JSON body is required"),
                Arguments.of("[]", "the body must be an object"),
                Arguments.of("5", "the body must be an object"),
                Arguments.of("\"r\"", "the body must be an object"),
                Arguments.of("{}", "runId is required"),
                Arguments.of("{\"runId\":null}", "runId is required"),
                Arguments.of("{\"runId\":5}", "runId must be a string"),
                Arguments.of("{\"runId\":{\"value\":\"r\"}}", "runId must be a string"),
                Arguments.of("{\"runId\":\"\"}", "runId must be " + AN_ID),
                Arguments.of("{\"runId\":\"a/b\"}", "runId must be " + AN_ID),
                Arguments.of("{\"runId\":\"r\",\"usage\":[{\"count\":1}]}", "usage[0].model is required"),
                Arguments.of("{\"runId\":\"r\",\"creditz\":1}", "creditz is no field here; did you mean credits?"),
                Arguments.of(
                        "{\"runId\":\"r\",\"expiresat\":1}", "expiresat is no field here; did you mean expiresAt?"),
                Arguments.of("{\"runId\":\"r\",\"nonsense\":1}", "nonsense is no field here"),
                Arguments.of(
                        "{\"runId\":\"r\",\"usage\":[{\"model\":\"m\",\"cuont\":1}]}",
                        "usage[0].cuont is no field here; did you mean count?"),
                Arguments.of(
                        "{\"runId\":\"r\",\"" + "z".repeat(5_000) + "\":1}", "z".repeat(100) + "... is no field here"),
                Arguments.of("{\"runId\":\"r\",\"credits\":1e-7}", "credits must have at most 6 decimals"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999",
                "-1e999999999",
                "1e-999999999",
                "1e99999999999",
                "1e-99999999999",
                "9999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999"
            })
    void a_monstrous_number_is_refused_quickly(String number) {
        for (String field : List.of("credits", "whole", "more")) {
            assertThat(Duration.ofSeconds(2))
                    .isGreaterThan(timeOf(() -> assertThat(post("{\"runId\":\"r\",\"" + field + "\":" + number + "}")
                                    .status())
                            .isEqualTo(400)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "<xml/>",
                "{\"runId\":\"r\"",
                "{\"runId\":\"r\",}",
                "{'runId':'r'}",
                "{\"runId\":\"r\"}x",
                "{\"runId\":\"r\"} {}",
                "{\"runId\":\"r\",\"runId\":\"s\"}",
                "{\"runId\":\"r\nx\"}",
                "{\"runId\":\"r\",\"credits\":NaN}",
                "{\"runId\":\"r\",\"credits\":Infinity}",
                "{\"runId\":\"r\",\"credits\":01}",
                "{\"runId\":\"r\",\"credits\":+1}",
                "{\"runId\":\"r\",\"credits\":.5}",
                "{\"runId\":\"r\" /* comment */}",
                "\u0000"
            })
    void malformed_JSON_is_refused_with_its_place_and_without_a_class_name(String body) throws IOException {
        RawHttp.Answer answer = post(body);

        assertIsProblem(answer, 400, "invalid-request");
        assertThat(answer.json().path("detail").asString())
                .matches("malformed JSON at line \\d+, column \\d+: .{5,}")
                .doesNotContain("Feature", "tools.jackson", "java.", "Source:");
    }

    @Test
    void JSON_that_is_nested_too_deeply_is_refused() throws IOException {
        RawHttp.Answer answer = post("[".repeat(10_000));

        assertIsProblem(answer, 400, "invalid-request");
    }

    @Test
    void a_text_that_is_no_UTF_8_is_refused() throws IOException {
        RawHttp.Answer answer = RawHttp.exchange(port, out -> {
            out.write((HEAD + "Host: localhost\r\nConnection: close\r\nContent-Length: 14\r\n\r\n").getBytes());
            out.write(
                    new byte[] {'{', '"', 'r', 'u', 'n', 'I', 'd', '"', ':', '"', (byte) 0xC3, (byte) 0x28, '"', '}'});
        });

        assertIsProblem(answer, 400, "invalid-request");
    }

    @Test
    void a_good_body_is_read_and_written_exactly() throws IOException {
        RawHttp.Answer answer = post("{\"runId\":\"r\",\"credits\":1e6,\"number\":0.1234567890123456789,\"whole\":null,"
                + "\"expiresAt\":\"2026-01-31T02:00:00.123456789+02:00\",\"source\":\"top-up\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"runId\":\"r\",\"credits\":1000000,\"expiresAt\":\"2026-01-31T00:00:00.123456Z\","
                        + "\"source\":\"top-up\",\"number\":0.1234567890123456789}");
    }

    private static final String HEAD =
            "POST /v1/try/runs HTTP/1.1\r\nAuthorization: Bearer gateway-key\r\nContent-Type: application/json\r\n";

    private RawHttp.Answer post(String body) throws IOException {
        return RawHttp.send(port, HEAD, body);
    }

    private static Duration timeOf(Action action) {
        long start = System.nanoTime();
        try {
            action.run();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @FunctionalInterface
    private interface Action {
        void run() throws IOException;
    }

    private static void assertIsInvalid(RawHttp.Answer answer, String detail) {
        assertIsProblem(answer, 400, "invalid-request");
        assertThat(answer.json().path("detail").asString()).isEqualTo(detail);
    }

    private static void assertIsProblem(RawHttp.Answer answer, int status, String name) {
        ProblemAssertions.assertIsProblem(answer, status, name);
    }
}
