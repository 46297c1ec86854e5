package io.runledger.service.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.runledger.api.InvalidValue;
import io.runledger.api.RunId;
import io.runledger.api.Usage;
import io.runledger.service.RawHttp;
import io.runledger.service.ServiceTesting;
import io.runledger.service.fastpath.FastPathTest.Calls;
import io.runledger.service.problem.Problem;
import io.runledger.service.problem.ProblemException;
import io.runledger.service.security.KeyScope;
import io.runledger.service.security.ScopeRule;
import io.runledger.service.security.ScopeRules;
import jakarta.servlet.Filter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The fast path is nothing but fast: whatever is sent, the answer is the one that Spring's dispatcher gives. */
@ServiceTesting
@ExtendWith(OutputCaptureExtension.class)
@Import(Calls.class)
class FastPathTest {

    private static final int MORE_THAN_THERE_ARE_THREADS = 250;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final String RUNS = "/v1/fast/accounts/a/runs";
    private static final String STOP = RUNS + "/r/stop";
    private static final String END = RUNS + "/r/end";
    private static final String KEY = "Authorization: Bearer gateway-key\r\n";
    private static final String JSON = KEY + "Content-Type: application/json\r\n";
    private static final String NOTHING = KEY + "Content-Length: 0\r\n";

    @LocalServerPort
    int port;

    @Autowired
    MeterRegistry meters;

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource
    void an_ordinary_request_is_answered_as_by_spring(String path, String headers, String body) throws IOException {
        int before = Calls.LEFT_TO_SPRING.get();
        RawHttp.Answer fast = post(path, headers, body);
        assertThat(Calls.LEFT_TO_SPRING).hasValue(before);

        // In HTTP 1.0 there are no chunks, which Spring would send.
        RawHttp.Answer slow = RawHttp.send(port, "POST " + path + "? HTTP/1.0\r\n" + headers, body);

        assertThat(Calls.LEFT_TO_SPRING).hasValue(before + 1);
        assertSame(fast, slow);
    }

    static Stream<Arguments> an_ordinary_request_is_answered_as_by_spring() {
        return Stream.of(
                Arguments.of(RUNS, JSON, "{\"runId\":\"r\"}"),
                Arguments.of(RUNS, JSON, "{\"runId\":\"ü-€-𝄞\",\"text\":\"ü-€-𝄞\"}"),
                Arguments.of(RUNS, JSON, "{\"runId\":\"r\",\"text\":\"ü-€-𝄞\"}"),
                Arguments.of(RUNS, JSON, "{\"runId\":\"r\",\"usage\":[{\"model\":\"m\",\"count\":2}]}"),
                Arguments.of(RUNS, JSON + "Accept: */*\r\n", "{\"runId\":\"r\"}"),
                Arguments.of(RUNS, JSON + "Accept: application/json, text/plain, */*\r\n", "{\"runId\":\"r\"}"),
                Arguments.of(RUNS, KEY + "Content-Type: application/json; charset=UTF-8\r\n", "{\"runId\":\"r\"}"),
                Arguments.of(RUNS, JSON, "{\"runId\":\"unknown\"}"),
                Arguments.of(RUNS, JSON, "{\"runId\":\"busy\"}"),
                Arguments.of(RUNS, JSON, "{\"runId\":\"invalid\"}"),
                Arguments.of(RUNS, JSON, "{\"runId\":\"broken\"}"),
                Arguments.of(RUNS, JSON, "{\"runId\":\"later\"}"),
                Arguments.of(RUNS, JSON, "{\"runId\":\"refused-later\"}"),
                Arguments.of(RUNS, JSON, "{}"),
                Arguments.of(RUNS, JSON, "null"),
                Arguments.of(RUNS, JSON, "[]"),
                Arguments.of(RUNS, JSON, "{\"runId\":5}"),
                Arguments.of(RUNS, JSON, "{\"runid\":\"r\"}"),
                Arguments.of(RUNS, JSON, "{\"runId\":\"r\"} x"),
                Arguments.of(RUNS, JSON, "{\"runId\":\"r\",\"runId\":\"r\"}"),
                Arguments.of(RUNS, JSON, "{\"runId\":\"r\",\"usage\":[{\"model\":\"m\",\"count\":\"2\"}]}"),
                Arguments.of(RUNS, JSON, "{\"runId\":"),
                Arguments.of(RUNS, JSON, "  "),
                Arguments.of(STOP, NOTHING, ""),
                Arguments.of(STOP, JSON, "{\"reason\":\"late\"}"),
                Arguments.of(STOP, JSON, "null"),
                Arguments.of(STOP, JSON, "{\"why\":\"late\"}"),
                Arguments.of(END, NOTHING, ""));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource
    void anything_else_is_left_to_spring(String requestLine, String headers, String body) throws IOException {
        int before = Calls.LEFT_TO_SPRING.get();

        RawHttp.send(port, requestLine + " HTTP/1.1\r\n" + headers, body);

        assertThat(Calls.LEFT_TO_SPRING).hasValue(before + 1);
    }

    static Stream<Arguments> anything_else_is_left_to_spring() {
        String run = "{\"runId\":\"r\"}";
        return Stream.of(
                Arguments.of("POST " + RUNS, "Content-Type: application/json\r\n", run),
                Arguments.of("POST " + RUNS, JSON.replace("gateway-key", "auditor-key"), run),
                Arguments.of("POST " + RUNS, JSON.replace("gateway-key", "nobody"), run),
                Arguments.of("POST " + RUNS, JSON.replace("Bearer", "Basic"), run),
                Arguments.of("POST " + RUNS, KEY, run),
                Arguments.of("POST " + RUNS, KEY + "Content-Type: text/plain\r\n", run),
                Arguments.of("POST " + RUNS, KEY + "Content-Type: application/json;charset=utf-16\r\n", run),
                Arguments.of("POST " + RUNS, JSON + "Accept: text/csv\r\n", run),
                Arguments.of("POST " + RUNS, JSON + "Accept: application/json;q=0\r\n", run),
                Arguments.of("POST " + RUNS, NOTHING, ""),
                Arguments.of("POST " + RUNS, JSON, "{\"runId\":\"r\",\"text\":\"" + "x".repeat(70_000) + "\"}"),
                Arguments.of("POST " + RUNS + "?a=b", JSON, run),
                Arguments.of("POST " + RUNS + "/", JSON, run),
                Arguments.of("POST " + RUNS + ";a=b", JSON, run),
                Arguments.of("POST /v1/fast/accounts/../runs", JSON, run),
                Arguments.of("POST /v1/fast/accounts/%61/runs", JSON, run),
                Arguments.of("POST " + END, JSON, "{}"),
                Arguments.of("POST " + STOP, KEY, ""),
                Arguments.of("PUT " + RUNS, JSON, run),
                Arguments.of("GET " + RUNS, KEY, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/" + RUNS, "/v1/fast/accounts//runs"})
    void a_path_with_a_double_slash_is_refused_before_both(String path) throws IOException {
        int before = Calls.LEFT_TO_SPRING.get();

        RawHttp.Answer answer = post(path, JSON, "{\"runId\":\"r\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asString()).contains("a double slash");
        assertThat(Calls.LEFT_TO_SPRING).hasValue(before);
    }

    @Test
    void a_body_of_unknown_length_is_left_to_spring() throws IOException {
        int before = Calls.LEFT_TO_SPRING.get();

        RawHttp.Answer answer = RawHttp.exchange(
                port,
                out -> out.write(("POST " + RUNS + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + JSON
                                + "Transfer-Encoding: chunked\r\n\r\nd\r\n{\"runId\":\"1\"}\r\n0\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8)));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(Calls.LEFT_TO_SPRING).hasValue(before + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 402, 400})
    void it_is_timed_with_all_other_requests(int status) throws IOException {
        String run = Map.of(201, "r", 402, "unknown", 400, "invalid").get(status);
        post(RUNS, JSON, "{\"runId\":\"" + run + "\"}");
        post(RUNS + "?", JSON, "{\"runId\":\"" + run + "\"}");

        List<Timer> timers = meters
                .find("http.server.requests")
                .tag("uri", "/v1/fast/accounts/{account}/runs")
                .tag("status", String.valueOf(status))
                .timers()
                .stream()
                .toList();

        // One timer for both ways, so that they have all tags in common.
        assertThat(timers).hasSize(1);
        assertThat(timers.get(0).count()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void a_connection_is_kept_for_the_next_request() throws IOException {
        String request = "POST " + RUNS + " HTTP/1.1\r\nHost: localhost\r\n" + JSON + "Content-Length: 13\r\n";
        RawHttp.Answer both = RawHttp.exchange(port, out -> {
            out.write((request + "\r\n{\"runId\":\"1\"}").getBytes(StandardCharsets.UTF_8));
            out.write((request + "Connection: close\r\n\r\n{\"runId\":\"2\"}").getBytes(StandardCharsets.UTF_8));
        });

        assertThat(both.body()).contains("\"runId\":\"1\"").contains("\"runId\":\"2\"");
    }

    /** The first is answered by another thread than Jetty's, which must not be held up by the second. */
    @Test
    void a_request_that_waits_behind_another_is_left_to_spring_in_a_thread_of_jettys() throws IOException {
        RawHttp.Answer both = RawHttp.exchange(
                port,
                out -> out.write((head(RUNS, 17) + "{\"runId\":\"later\"}" + "POST " + END
                                + "? HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + NOTHING + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));

        assertThat(both.body()).contains("\"runId\":\"later\"").contains("\"account\":\"a\"");
        assertThat(Calls.SPRINGS_THREAD.get())
                .isNotNull()
                .extracting(Thread::getName)
                .asString()
                .startsWith("qtp");
    }

    @Test
    void a_body_may_come_in_pieces() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            for (String piece : List.of(head(RUNS, 13), "{\"run", "Id\":", "\"1\"}")) {
                socket.getOutputStream().write(piece.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
                // Another request in between, so that this one has been looked at before it goes on.
                assertThat(post(STOP, NOTHING, "").status()).isEqualTo(200);
            }

            assertThat(status(socket)).contains("201");
        }
    }

    @Test
    void who_goes_away_in_the_middle_harms_nobody_and_is_no_fault_of_ours(CapturedOutput log) throws Exception {
        int before = Calls.LEFT_TO_SPRING.get();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write((head(RUNS, 13) + "{\"run").getBytes(StandardCharsets.UTF_8));
        }

        assertThat(post(RUNS, JSON, "{\"runId\":\"r\"}").status()).isEqualTo(201);
        assertThat(Calls.LEFT_TO_SPRING).hasValue(before);
        assertThat(log).doesNotContain("ERROR", "WARN");
    }

    @Test
    void no_thread_waits_for_an_answer() throws Exception {
        List<Socket> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < MORE_THAN_THERE_ARE_THREADS; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                waiting.add(socket);
                socket.getOutputStream()
                        .write((head(RUNS, 16) + "{\"runId\":\"held\"}").getBytes(StandardCharsets.UTF_8));
            }

            assertThat(post(RUNS, JSON, "{\"runId\":\"r\"}").status()).isEqualTo(201);
            assertThat(post(RUNS + "?", JSON, "{\"runId\":\"r\"}").status()).isEqualTo(201);

            Calls.RELEASED.complete(null);
            for (Socket socket : waiting) {
                assertThat(status(socket)).contains("201");
            }
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private static String head(String path, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + JSON + "Content-Length: " + length + "\r\n\r\n";
    }

    private static String status(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }

    private RawHttp.Answer post(String path, String headers, String body) throws IOException {
        return RawHttp.send(port, "POST " + path + " HTTP/1.1\r\n" + headers, body);
    }

    private static void assertSame(RawHttp.Answer fast, RawHttp.Answer slow) {
        assertThat(fast.status()).isEqualTo(slow.status());
        assertThat(headers(fast)).isEqualTo(headers(slow));
        // An unforeseen failure has an id of its own.
        assertThat(withoutIds(fast.body())).isEqualTo(withoutIds(slow.body()));
    }

    private static List<String> headers(RawHttp.Answer answer) {
        return Arrays.stream(answer.head().split("\r\n"))
                .filter(line -> !line.matches("(Date|Content-Length|Connection):.*"))
                .sorted()
                .toList();
    }

    private static String withoutIds(String body) {
        return body.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "id");
    }

    record Run(
            @Nullable RunId runId,
            @Nullable List<Usage> usage,
            @Nullable String text) {}

    record Stop(@Nullable String reason) {}

    @RestController
    static class Calls implements FastCalls, ScopeRules {

        static final AtomicInteger LEFT_TO_SPRING = new AtomicInteger();
        static final CompletableFuture<Void> RELEASED = new CompletableFuture<>();
        static final AtomicReference<@Nullable Thread> SPRINGS_THREAD = new AtomicReference<>();

        @Bean
        FilterRegistrationBean<Filter> counting() {
            FilterRegistrationBean<Filter> counting = new FilterRegistrationBean<>((request, response, chain) -> {
                LEFT_TO_SPRING.incrementAndGet();
                SPRINGS_THREAD.set(Thread.currentThread());
                chain.doFilter(request, response);
            });
            counting.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
            return counting;
        }

        @Override
        public List<FastCall<?>> calls() {
            String runs = "/v1/fast/accounts/{account}/runs";
            return List.of(
                    FastCall.withBody(runs, Run.class, (path, body) -> run(path.get(0), body)),
                    FastCall.withOptionalBody(
                            runs + "/{run}/stop", Stop.class, (path, body) -> stop(path.get(0), path.get(1), body)),
                    FastCall.withoutBody(runs + "/{run}/end", (path, none) -> end(path.get(0), path.get(1))));
        }

        @Override
        public List<ScopeRule> rules() {
            return List.of(ScopeRule.of("/v1/fast/accounts/{account}/runs/**", KeyScope.GATEWAY));
        }

        @PostMapping("/v1/fast/accounts/{account}/runs")
        CompletionStage<ResponseEntity<Run>> run(@PathVariable String account, @RequestBody Run run) {
            return switch (String.valueOf(run.runId())) {
                case "held" -> RELEASED.thenApply(released -> created(account, run));
                case "later" -> CompletableFuture.supplyAsync(() -> created(account, run));
                case "refused-later" ->
                    CompletableFuture.supplyAsync(() -> created(account, new Run(new RunId("unknown"), null, null)));
                default -> CompletableFuture.completedStage(created(account, run));
            };
        }

        private static ResponseEntity<Run> created(String account, Run run) {
            switch (String.valueOf(run.runId())) {
                case "unknown" ->
                    throw new ProblemException(HttpStatus.PAYMENT_REQUIRED, "no-credits", "none", Map.of("left", 0));
                case "busy" ->
                    throw new ProblemException(Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "store-busy", "later")
                            .withHeader("Retry-After", "1"));
                case "broken" -> throw new IllegalStateException("secret detail");
                case "invalid", "null" -> throw new InvalidValue("account must be something else than " + account);
                default -> {
                    return ResponseEntity.status(HttpStatus.CREATED).body(run);
                }
            }
        }

        @PostMapping("/v1/fast/accounts/{account}/runs/{run}/stop")
        CompletionStage<ResponseEntity<Map<String, Object>>> stop(
                @PathVariable String account,
                @PathVariable String run,
                @RequestBody(required = false) @Nullable Stop stop) {
            return CompletableFuture.completedStage(
                    ResponseEntity.ok(Map.of("run", run, "reason", String.valueOf(stop))));
        }

        @PostMapping("/v1/fast/accounts/{account}/runs/{run}/end")
        CompletionStage<ResponseEntity<Map<String, Object>>> end(
                @PathVariable String account, @PathVariable String run) {
            return CompletableFuture.completedStage(ResponseEntity.ok(Map.of("account", account)));
        }
    }
}
