package io.runledger.service.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.service.RawHttp;
import io.runledger.service.ServiceTesting;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTesting
class OpenApiTest {

    @LocalServerPort
    int port;

    @Test
    void the_description_names_the_key_the_problem_and_every_call() throws IOException {
        JsonNode api = RawHttp.send(port, "GET /v3/api-docs HTTP/1.1\r\n", "").json();

        assertThat(api.at("/info/title").asString()).isEqualTo("RunLedger");
        assertThat(api.at("/components/securitySchemes/key/scheme").asString()).isEqualTo("bearer");
        assertThat(api.at("/components/schemas/Problem/required").toString()).contains("type", "detail");
        assertThat(api.at(
                                "/paths/~1v1~1admin~1clock/post/responses/default/content/application~1problem+json/schema/$ref")
                        .asString())
                .endsWith("/Problem");
        assertThat(api.path("paths").propertyNames()).doesNotContain("/error");
    }

    @Test
    void credits_are_numbers_and_ids_are_strings() throws IOException {
        JsonNode api = RawHttp.send(port, "GET /v3/api-docs HTTP/1.1\r\n", "").json();

        assertThat(api.at("/components/schemas/Run/properties/credits/type").asString())
                .isEqualTo("number");
        assertThat(api.at("/components/schemas/Run/properties/runId/type").asString())
                .isEqualTo("string");
    }
}
