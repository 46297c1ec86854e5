package io.runledger.service.security;

import static io.runledger.service.problem.ProblemAssertions.assertIsProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.service.RawHttp;
import io.runledger.service.ServiceTesting;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTesting
class KeysTest {

    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/try/accounts/a",
                "/v1/unknown",
                "/",
                "/error",
                "/actuator",
                "/actuator/prometheus",
                "/v1/admin/clock"
            })
    void without_a_key_nothing_is_shown_not_even_what_there_is(String path) throws IOException {
        RawHttp.Answer answer = send("GET", path, "");

        assertIsProblem(answer, 401, "unauthorized");
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
        assertThat(answer.head()).doesNotContain("Set-Cookie");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer nonsense",
                "Authorization: Bearer",
                "Authorization: Bearer  ",
                "Authorization: gateway-key",
                "Authorization: Basic YWRtaW46YWRtaW4ta2V5",
                "Authorization: Bearer GATEWAY-KEY",
                "Authorization: Bearer gateway-key, gateway-key",
                "X-Api-Key: gateway-key",
                "Cookie: JSESSIONID=gateway-key"
            })
    void an_unknown_key_is_refused(String header) throws IOException {
        assertIsProblem(send("GET", "/v1/try/accounts/a", header + "\r\n"), 401, "unauthorized");
    }

    @ParameterizedTest(name = "{0} {1} with the key {2} is {3}")
    @CsvSource({
        "GET, /v1/try/accounts/a, gateway-key, 200",
        "GET, /v1/try/accounts/a, dashboard-key, 200",
        "GET, /v1/try/accounts/a, auditor-key, 403",
        "GET, /v1/try/accounts/a, admin-key, 200",
        "GET, /v1/try/secrets/s, auditor-key, 200",
        "GET, /v1/try/secrets/s, gateway-key, 403",
        "HEAD, /v1/try/secrets/s, gateway-key, 403",
        "HEAD, /v1/try/secrets/s, auditor-key, 200",
        "POST, /v1/try/runs, dashboard-key, 403",
        "POST, /v1/try/runs, auditor-key, 403",
        "POST, /v1/try/runs, gateway-key, 400",
        "GET, /v1/unknown, dashboard-key, 404",
        "GET, /v1/admin/clock, gateway-key, 403",
        "GET, /v1/admin/clock, admin-key, 200",
        "POST, /v1/admin/clock, auditor-key, 403",
        "GET, /actuator/prometheus, gateway-key, 403",
        "GET, /actuator/prometheus, admin-key, 200",
        "GET, /actuator/info, dashboard-key, 403",
        "GET, /actuator/env, admin-key, 404"
    })
    void a_key_opens_what_its_scopes_allow(String method, String path, String key, int status) throws IOException {
        assertThat(send(method, path, bearer(key)).status()).isEqualTo(status);
    }

    @Test
    void a_key_for_something_else_is_told_which_scope_is_needed() throws IOException {
        RawHttp.Answer answer = send("GET", "/v1/try/secrets/s", bearer("gateway-key"));

        assertIsProblem(answer, 403, "wrong-scope");
        assertThat(answer.body())
                .contains("\"detail\":\"this needs a key with the scope auditor or operator\"")
                .contains("\"anyOf\":[\"auditor\",\"operator\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/try/open",
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/actuator/health",
                "/actuator/health/readiness"
            })
    void what_is_open_needs_no_key(String path) throws IOException {
        assertThat(send("GET", path, "").status()).isEqualTo(200);
    }

    @Test
    void health_says_nothing_of_the_inside() throws IOException {
        assertThat(send("GET", "/actuator/health", "").body()).doesNotContain("components", "diskSpace");
    }

    @Test
    void an_open_path_is_open_for_its_method_only() throws IOException {
        assertIsProblem(send("POST", "/v1/try/open", ""), 401, "unauthorized");
    }

    @Test
    void the_scheme_may_be_written_in_any_case() throws IOException {
        assertThat(send("GET", "/v1/try/accounts/a", "authorization: bearer gateway-key\r\n")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_controller_knows_the_name_of_the_key() throws IOException {
        assertThat(send("GET", "/v1/try/accounts/a", bearer("gateway-key"))
                        .json()
                        .path("caller")
                        .asString())
                .isEqualTo("the-gateway");
    }

    @Test
    void a_key_in_the_query_counts_for_nothing() throws IOException {
        assertIsProblem(send("GET", "/v1/try/accounts/a?access_token=gateway-key", ""), 401, "unauthorized");
    }

    private static String bearer(String key) {
        return "Authorization: Bearer " + key + "\r\n";
    }

    private RawHttp.Answer send(String method, String path, String headers) throws IOException {
        return RawHttp.send(port, method + " " + path + " HTTP/1.1\r\n" + headers, "");
    }
}
