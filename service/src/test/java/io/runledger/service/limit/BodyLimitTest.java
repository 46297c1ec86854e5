package io.runledger.service.limit;

import static io.runledger.service.problem.ProblemAssertions.assertIsProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.runledger.service.RawHttp;
import io.runledger.service.ServiceTesting;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTesting
class BodyLimitTest {

    private static final int LIMIT = 1024 * 1024;
    private static final int TEN_MB = 10_000_000;

    @LocalServerPort
    int port;

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
        "Content-Length, /v1/try/bytes",
        "chunked, /v1/try/bytes",
        "Content-Length, /v1/try/runs",
        "chunked, /v1/try/runs"
    })
    void who_sends_10_MB_reads_that_it_is_too_much(String framing, String path) throws IOException {
        RawHttp.Answer answer = post(path, framing, TEN_MB);

        assertIsProblem(answer, 413, "body-too-large");
        assertThat(answer.json().path("maxBytes").asInt()).isEqualTo(LIMIT);
    }

    @ParameterizedTest
    @CsvSource({"Content-Length", "chunked"})
    void the_limit_itself_is_fine_and_one_byte_more_is_not(String framing) throws IOException {
        assertThat(post("/v1/try/bytes", framing, LIMIT).body()).contains("{\"bytes\":" + LIMIT + "}");
        assertThat(post("/v1/try/bytes", framing, LIMIT + 1).status()).isEqualTo(413);
    }

    @Test
    void who_only_announces_too_much_is_refused_before_it_is_sent() throws IOException {
        RawHttp.Answer answer = RawHttp.exchange(
                port,
                out -> out.write(("POST /v1/try/bytes HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
                                + "Content-Length: 99999999999\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII)));

        assertIsProblem(answer, 413, "body-too-large");
    }

    private RawHttp.Answer post(String path, String framing, int bytes) throws IOException {
        boolean chunked = framing.equals("chunked");
        return RawHttp.exchange(port, out -> {
            out.write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + "Authorization: Bearer admin-key\r\nContent-Type: "
                            + (path.endsWith("runs") ? "application/json" : "application/octet-stream") + "\r\n"
                            + (chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + bytes) + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            write(out, bytes, chunked);
        });
    }

    /** Spaces, so that JSON of any length begins well. */
    private static void write(OutputStream out, int bytes, boolean chunked) throws IOException {
        byte[] piece = new byte[8_192];
        Arrays.fill(piece, (byte) ' ');
        for (int left = bytes; left > 0; left -= piece.length) {
            int length = Math.min(left, piece.length);
            out.write(chunked ? (Integer.toHexString(length) + "\r\n").getBytes() : new byte[0]);
            out.write(piece, 0, length);
            out.write(chunked ? "\r\n".getBytes() : new byte[0]);
        }
        out.write(chunked ? "0\r\n\r\n".getBytes() : new byte[0]);
    }
}
