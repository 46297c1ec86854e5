package io.runledger.standalone;

import static io.runledger.eventstore.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both sides as processes of their own, on one PostgreSQL. */
class TwoProcessesIT {

    private static final String KEY = "a-key-of-both";

    @TempDir
    Path temporary;

    @Test
    void what_one_side_decides_the_other_side_shows() throws Exception {
        assertThat(Program.jarOf("command-side")).exists();
        assertThat(Program.jarOf("query-side")).exists();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Program commands = start("command-side", postgres);
                Program queries = start("query-side", postgres)) {
            commands.ready();
            queries.ready();

            assertThat(commands.call("PUT", "/v1/accounts/demo", KEY, "{}").statusCode())
                    .isEqualTo(201);
            HttpResponse<String> reserved = commands.call(
                    "POST",
                    "/v1/accounts/demo/reservations",
                    KEY,
                    "{\"runId\":\"run-1\",\"usage\":[{\"model\":\"flux-dev\"}]}");
            assertThat(reserved.statusCode()).as(reserved.body()).isEqualTo(201);

            HttpResponse<String> balance = queries.call("GET", "/v1/accounts/demo/balance?minVersion=2", KEY, "");
            assertThat(balance.body()).contains("\"available\":8,", "\"held\":2,");
            assertThat(queries.call("POST", "/v1/accounts/demo/reservations", KEY, "{}")
                            .statusCode())
                    .isIn(404, 405);

            String card = "{\"version\":2,\"models\":{\"flux-dev\":{\"credits\":3}},\"reason\":\"dearer\"}";
            assertThat(commands.call("PUT", "/v1/rate-card", KEY, card).statusCode())
                    .isEqualTo(201);
            eventually(
                    () -> assertThat(queries.call("GET", "/v1/policy", KEY, "").body())
                            .contains("\"rateCard\":{\"version\":2"));
        }
    }

    private Program start(String module, EmbeddedPostgres postgres) throws Exception {
        return Program.java(
                Program.jarOf(module),
                temporary,
                "--server.port=0",
                "--runledger.admin-key=" + KEY,
                "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"));
    }
}
