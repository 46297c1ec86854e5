package io.runledger.service.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.service.RawHttp;
import io.runledger.service.ServiceTesting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A client that is answered before it has sent its body, and does what HTTP allows it to: send it, and ask for something else. */
@ServiceTesting
class RestOfBodyTest {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final String UNKNOWN_KEY = "Authorization: Bearer nobody\r\n";
    private static final String KNOWN_KEY = "Authorization: Bearer admin-key\r\n";
    private static final String NEXT_REQUEST =
            "GET /v1/try/open HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static final int MORE_THAN_IS_SWALLOWED = 64 * 1024 * 1024;

    @LocalServerPort
    int port;

    Socket client;

    @BeforeEach
    void connect() throws IOException {
        client = new Socket(InetAddress.getLoopbackAddress(), port);
        client.setSoTimeout(PATIENCE_MILLIS);
        client.setTcpNoDelay(true);
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            401 | Authorization: Bearer nobody      | Content-Length: 5          | 12345
            401 | Authorization: Bearer nobody      | Transfer-Encoding: chunked | 5--12345--0----
            401 | X-Key: none                       | Content-Length: 5          | 12345
            403 | Authorization: Bearer auditor-key | Content-Length: 5          | 12345
            """)
    void a_request_that_was_refused_early_leaves_the_connection_to_the_next(
            int status, String key, String framing, String body) throws IOException {
        BufferedReader answers = answers();
        send("POST /v1/try/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n" + key + "\r\n" + framing
                + "\r\n\r\n");
        assertThat(nextStatus(answers)).isEqualTo(status);
        // Another request in between, so that the server is done with this one.
        assertThat(RawHttp.send(port, "GET /v1/try/open HTTP/1.1\r\n", "").status())
                .isEqualTo(200);

        send(body.replace("--", "\r\n") + NEXT_REQUEST);

        assertThat(nextStatus(answers)).isEqualTo(200);
    }

    @Test
    void who_waits_to_be_told_to_go_on_and_is_not_may_send_on_another_connection() throws IOException {
        send("POST /v1/try/runs HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n" + UNKNOWN_KEY
                + "Content-Length: 5\r\n\r\n");

        assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("HTTP/1.1 401")
                .contains("Connection: close");
    }

    @Test
    void who_was_told_to_go_on_and_sent_too_much_may_send_the_next_on_the_same_connection() throws IOException {
        BufferedReader answers = answers();
        send("POST /v1/try/bytes HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n" + KNOWN_KEY
                + "Content-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
        assertThat(nextStatus(answers)).isEqualTo(100);
        String piece = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        send(piece.repeat(17));
        assertThat(nextStatus(answers)).isEqualTo(413);
        // Another request in between, so that the server is done with this one.
        assertThat(RawHttp.send(port, "GET /v1/try/open HTTP/1.1\r\n", "").status())
                .isEqualTo(200);

        send("0\r\n\r\n" + NEXT_REQUEST);

        assertThat(nextStatus(answers)).isEqualTo(200);
    }

    @Test
    void who_sends_on_and_on_is_cut_off() throws IOException {
        send("POST /v1/try/runs HTTP/1.1\r\nHost: localhost\r\n" + UNKNOWN_KEY + "Content-Length: 99999999999\r\n\r\n");
        assertThat(nextStatus(answers())).isEqualTo(413);

        assertThatThrownBy(() -> {
                    byte[] piece = new byte[64 * 1024];
                    for (int sent = 0; sent < MORE_THAN_IS_SWALLOWED; sent += piece.length) {
                        client.getOutputStream().write(piece);
                    }
                })
                .isInstanceOf(IOException.class);
    }

    private void send(String text) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private BufferedReader answers() throws IOException {
        return new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Of the next answer; what is left of the one before is passed over. */
    private static int nextStatus(BufferedReader answers) throws IOException {
        for (@Nullable String line = answers.readLine(); line != null; line = answers.readLine()) {
            int status = line.indexOf("HTTP/1.1 ");
            if (status >= 0) {
                return Integer.parseInt(line.substring(status + 9, status + 12));
            }
        }
        throw new IOException("The server has closed the connection without another answer");
    }
}
