package io.runledger.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection of a load, which waits for the answer to one request or for the time of the next. */
final class HttpConnection implements AutoCloseable {

    private static final int LARGEST_ANSWER = 1 << 16;
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)", Pattern.CASE_INSENSITIVE);
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String END_OF_CHUNKS = "\r\n0\r\n\r\n";

    private final SocketChannel channel;
    private final HttpLoad.Requests requests;
    private final ByteBuffer received = ByteBuffer.allocate(LARGEST_ANSWER);
    private long due;
    private boolean busy;

    HttpConnection(int port, HttpLoad.Requests requests, Selector selector, long due) throws IOException {
        this.requests = requests;
        this.due = due;
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    boolean isBusy() {
        return busy;
    }

    /** When its request was, or is, to be sent; in {@link System#nanoTime}. */
    long due() {
        return due;
    }

    void isDue(long when) {
        due = when;
    }

    void send() throws IOException {
        ByteBuffer request = ByteBuffer.wrap(requests.next());
        while (request.hasRemaining()) {
            channel.write(request);
        }
        busy = true;
    }

    /**
     * Takes what has come.
     *
     * @return whether the answer is complete
     * @throws IllegalStateException if it is not 2xx
     */
    boolean receive() throws IOException {
        if (channel.read(received) < 0) {
            throw new IOException("The server has closed the connection");
        }
        String answer = new String(received.array(), 0, received.position(), StandardCharsets.ISO_8859_1);
        if (!isComplete(answer)) {
            return false;
        }
        if (answer.charAt("HTTP/1.1 ".length()) != '2') {
            throw new IllegalStateException("A request was answered " + answer);
        }
        received.clear();
        busy = false;
        return true;
    }

    private static boolean isComplete(String answer) {
        int head = answer.indexOf(END_OF_HEAD);
        if (head < 0) {
            return false;
        }
        Matcher length = LENGTH.matcher(answer).region(0, head);
        return length.find()
                ? answer.length() >= head + END_OF_HEAD.length() + Integer.parseInt(length.group(1))
                : answer.endsWith(END_OF_CHUNKS);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
