package io.runledger.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection that is kept, and that knows just enough of HTTP. Java's own client takes as much of the processor as the
 * server that is to be measured.
 */
public final class Http implements AutoCloseable {

    public static final String JSON = "application/json";

    private static final int BUFFER = 1 << 16;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    public Http(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        out = socket.getOutputStream();
    }

    /**
     * @return the body of the answer
     * @throws IllegalStateException if it isn't 2xx
     */
    public String post(String path, String contentType, String body) throws IOException {
        return send("POST", path, contentType, body);
    }

    public String get(String path) throws IOException {
        return send("GET", path, JSON, "");
    }

    /** A request with the admin's key. */
    public static byte[] request(String method, String path, String contentType, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Child.KEY
                + "\r\nContent-Type: " + contentType + "\r\nContent-Length: " + length + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    private String send(String method, String path, String contentType, String body) throws IOException {
        out.write(request(method, path, contentType, body));
        return answer(method + " " + path);
    }

    private String answer(String what) throws IOException {
        String status = line();
        int length = -1;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).trim());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.endsWith("chunked");
        }
        String body = chunked ? chunks() : text(Math.max(0, length));
        if (status.charAt("HTTP/1.1 ".length()) != '2') {
            throw new IllegalStateException(what + " was answered " + status + ": " + body);
        }
        return body;
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.append(text(size));
            line();
        }
        line();
        return body.toString();
    }

    private String text(int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("The server has closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
