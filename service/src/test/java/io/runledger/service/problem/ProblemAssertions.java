package io.runledger.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.service.RawHttp;
import tools.jackson.databind.JsonNode;

/** What every problem has to be. */
public final class ProblemAssertions {

    private ProblemAssertions() {}

    public static void assertIsProblem(RawHttp.Answer answer, int status, String name) {
        assertThat(answer.status()).as(answer.head() + answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("type").asString()).isEqualTo("https://runledger.io/problems/" + name);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception", "io.runledger", "org.springframework", "at java");
    }
}
