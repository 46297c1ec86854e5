package io.runledger.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HTTP by hand: what a well-behaved client would never send. */
public final class RawHttp {

    private static final int PATIENCE_MILLIS = 20_000;

    private RawHttp() {}

    /** An answer, as it came. */
    public record Answer(int status, String head, String body) {

        static Answer parse(String text) {
            String[] parts = text.split("\r\n\r\n", 2);
            int status = Integer.parseInt(parts[0].split(" ")[1]);
            return new Answer(status, parts[0], parts.length > 1 ? parts[1] : "");
        }

        public Optional<String> header(String name) {
            return Arrays.stream(head.split("\r\n"))
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).trim())
                    .findFirst();
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    /** Sends a request line and headers (without Host and Connection), and a body whose length is said. */
    public static Answer send(int port, String head, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String length = bytes.length == 0 ? "" : "Content-Length: " + bytes.length + "\r\n";
        return exchange(port, out -> {
            out.write((head + "Host: localhost\r\nConnection: close\r\n" + length + "\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.write(bytes);
        });
    }

    /** Lets a caller write whatever it likes, then reads until the server closes. */
    public static Answer exchange(int port, Writing request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            request.to(out);
            out.flush();
            InputStream in = socket.getInputStream();
            return Answer.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Writes a request. */
    @FunctionalInterface
    public interface Writing {
        void to(OutputStream out) throws IOException;
    }
}
