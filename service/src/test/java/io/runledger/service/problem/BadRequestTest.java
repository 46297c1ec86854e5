package io.runledger.service.problem;

import static io.runledger.service.problem.ProblemAssertions.assertIsProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.service.RawHttp;
import io.runledger.service.ServiceTesting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTesting
@ExtendWith(OutputCaptureExtension.class)
class BadRequestTest {

    private static final String KEY = "Authorization: Bearer admin-key\r\n";

    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/v1", "/v1/unknown", "/v1/try/accounts/", "/v1/try/accounts/a/b", "/error", "/favicon.ico"
            })
    void an_unknown_path_is_not_found(String path) throws IOException {
        RawHttp.Answer answer = get(path);

        assertIsProblem(answer, 404, "not-found");
        assertThat(answer.json().path("detail").asString()).isEqualTo("there is nothing at this path");
    }

    @Test
    void a_method_that_is_not_possible_names_those_that_are() throws IOException {
        RawHttp.Answer answer = RawHttp.send(port, "DELETE /v1/try/runs HTTP/1.1\r\n" + KEY, "");

        assertIsProblem(answer, 405, "method-not-allowed");
        assertThat(answer.header("Allow")).contains("POST");
        assertThat(answer.json().path("detail").asString()).isEqualTo("DELETE is not possible here; possible: POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "BREW", "get", "CONNECT"})
    void a_method_that_nothing_knows_is_refused(String method) throws IOException {
        RawHttp.Answer answer = RawHttp.send(port, method + " /v1/try/runs HTTP/1.1\r\n" + KEY, "");

        assertThat(answer.status()).isBetween(400, 501);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
    }

    @Test
    void an_answer_that_cannot_be_given_names_those_that_can() throws IOException {
        RawHttp.Answer answer = RawHttp.send(port, "GET /v1/try/open HTTP/1.1\r\nAccept: image/png\r\n" + KEY, "");

        assertIsProblem(answer, 406, "not-acceptable");
        assertThat(answer.json().path("detail").asString()).contains("application/json");
    }

    @Test
    void a_problem_is_a_problem_even_where_CSV_was_asked_for() throws IOException {
        RawHttp.Answer answer =
                RawHttp.send(port, "GET /v1/try/csv?fails=true HTTP/1.1\r\nAccept: text/csv\r\n" + KEY, "");

        assertIsProblem(answer, 400, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Content-Type: text/plain\r\n",
                "Content-Type: application/x-www-form-urlencoded\r\n",
                "Content-Type: nonsense\r\n",
                "Content-Type: application/json; charset=nonsense\r\n"
            })
    void a_body_that_is_not_called_JSON_is_refused(String contentType) throws IOException {
        RawHttp.Answer answer =
                RawHttp.send(port, "POST /v1/try/runs HTTP/1.1\r\n" + KEY + contentType, "{\"runId\":\"r\"}");

        assertIsProblem(answer, 415, "unsupported-media-type");
        assertThat(answer.json().path("detail").asString()).contains("send Content-Type: application/json");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    limit=5                              | from is required
                    from=yesterday                       | from must be an instant such as 2026-01-31T00:00:00Z
                    from=                                | from must be an instant such as 2026-01-31T00:00:00Z
                    from=1700000000                      | from must be an instant such as 2026-01-31T00:00:00Z
                    from=%2B10000-01-01T00:00:00Z        | from must be an instant such as 2026-01-31T00:00:00Z
                    from=2026-01-31T00:00:00Z&limit=x    | limit must be a whole number from -2147483648 to 2147483647
                    from=2026-01-31T00:00:00Z&limit=1.5  | limit must be a whole number from -2147483648 to 2147483647
                    from=2026-01-31T00:00:00Z&limit=9999999999 | limit must be a whole number from -2147483648 to 2147483647
                    """)
    void a_bad_query_parameter_is_named_with_what_would_be_right(String query, String detail) throws IOException {
        RawHttp.Answer answer = get("/v1/try/query?" + query);

        assertIsProblem(answer, 400, "invalid-request");
        assertThat(answer.json().path("detail").asString()).isEqualTo(detail);
    }

    @Test
    void a_path_variable_that_is_no_id_is_refused() throws IOException {
        RawHttp.Answer answer = get("/v1/try/accounts/-x");

        assertIsProblem(answer, 400, "invalid-request");
        assertThat(answer.json().path("detail").asString()).startsWith("account must be 1 to 128 letters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/try/accounts/a%2Fb",
                "/v1/try/accounts/a%2fb",
                "/v1/try/accounts/a%5Cb",
                "/v1/try/accounts/a\\b",
                "/v1/try/accounts/a\"b",
                "/v1/try/accounts/a<b>",
                "/v1/try/accounts/a{b}",
                "/v1/try/accounts/a|b",
                "/v1/try/accounts/a^b",
                "/v1/try/accounts/a%00b",
                "/v1/try/accounts/a%0Ab",
                "/v1/try/accounts/a%0D%0AX-Injected:%20yes",
                "/v1/try/accounts/a\u0001b",
                "/v1/try/accounts/a\u007Fb",
                "/v1/try/accounts/a\u00e9b",
                "/v1/try/accounts/a%E9b",
                "/v1/try/accounts/a%C3%A9b",
                "/v1/try/accounts/a;b=c",
                "/v1/try/accounts/a%3Bb",
                "/v1/try/accounts/a%25b",
                "/v1/try/accounts/a%",
                "/v1/try/accounts/a%zz",
                "/v1/try/accounts/../secrets/x%2e",
                "/v1/try/accounts/%2e%2e/x",
                "/v1//try/accounts/a",
                "/v1/try/accounts/%20",
                "//",
                "v1/try",
                "/v1/try/query?from=\u0001",
                "/v1/try/query?from=%",
                "/v1/try/query?from=<>\"",
                "/v1/try/query?=&&&%00"
            })
    void a_URL_that_no_client_should_send_ends_as_a_problem(String path) throws IOException {
        RawHttp.Answer answer = get(path);

        assertThat(answer.status()).as(answer.body()).isIn(400, 404);
        assertIsProblem(answer, answer.status(), answer.status() == 400 ? "invalid-request" : "not-found");
        assertThat(answer.head()).doesNotContain("X-Injected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/try/open HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /v1/try/open HTTP/1.1\r\n\r\n",
                "GET /v1/try/open HTTP/1.1\r\nHost: bad host\r\n\r\n",
                "GET /v1/try/open HTTP/9.9\r\nHost: a\r\n\r\n",
                "POST /v1/try/runs HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
                "POST /v1/try/runs HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: nonsense\r\n\r\n"
            })
    void a_request_that_is_hardly_HTTP_is_refused_without_HTML(String request) throws IOException {
        RawHttp.Answer answer = RawHttp.exchange(port, out -> out.write(request.getBytes(StandardCharsets.ISO_8859_1)));

        assertThat(answer.status()).isBetween(400, 505);
        assertThat(answer.body()).doesNotContain("<html", "Exception");
    }

    @Test
    void headers_that_are_too_long_are_refused() throws IOException {
        RawHttp.Answer answer =
                RawHttp.send(port, "GET /v1/try/open HTTP/1.1\r\nX-Long: " + "x".repeat(20_000) + "\r\n", "");

        assertIsProblem(answer, 431, "request-header-fields-too-large");
    }

    @Test
    void a_failure_of_ours_shows_nothing_but_an_id_that_the_log_has_too(CapturedOutput log) throws IOException {
        RawHttp.Answer answer = get("/v1/try/failure");

        assertIsProblem(answer, 500, "internal-error");
        assertThat(answer.body()).doesNotContain("secret");
        assertThat(log).contains(answer.json().path("id").asString()).contains("secret detail");
    }

    @Test
    void a_problem_of_a_controller_keeps_its_members_and_headers() throws IOException {
        RawHttp.Answer answer = get("/v1/try/problem");

        assertIsProblem(answer, 503, "projection-behind");
        assertThat(answer.header("Retry-After")).contains("1");
        assertThat(answer.json().path("version").asInt()).isEqualTo(7);
        assertThat(answer.json().path("title").asString()).isEqualTo("Projection behind");
    }

    @Test
    void HEAD_of_a_problem_has_no_body() throws IOException {
        RawHttp.Answer answer = RawHttp.send(port, "HEAD /v1/unknown HTTP/1.1\r\n" + KEY, "");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void a_good_request_passes() throws IOException {
        assertThat(get("/v1/try/accounts/a:b~c").body()).contains("\"account\":\"a:b~c\"");
        assertThat(get("/v1/try/query?from=2026-01-31T00:00:00Z&limit=5").status())
                .isEqualTo(200);
    }

    private RawHttp.Answer get(String path) throws IOException {
        return RawHttp.send(port, "GET " + path + " HTTP/1.1\r\n" + KEY, "");
    }
}
