package io.runledger.standalone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The log of PostgreSQL: what it says itself, beside words of the program that starts it. */
final class PostgresLog {

    /** Half a minute of refused connections, while it takes in its log and says so every ten seconds. */
    private static final int TAIL = 1 << 16;

    /**
     * {@code 2026-03-01 10:00:00.123 UTC [4711] LOG:  redo starts at 0/1F}, of which only what follows the bracket is of use, and
     * none that a client was told who came too early.
     */
    private static final Pattern MESSAGE =
            Pattern.compile("(?m)^\\d{4}-.* \\[\\d+] ((?:LOG|FATAL|PANIC): ++(?!the database system is ).*)$");

    private PostgresLog() {}

    /** In bytes; 0 if there is none. */
    static long length(Path log) throws IOException {
        return Files.exists(log) ? Files.size(log) : 0;
    }

    /** The newest message; empty if there is none near the end. */
    static Optional<String> lastMessage(Path log) throws IOException {
        if (!Files.exists(log)) {
            return Optional.empty();
        }
        Matcher message = MESSAGE.matcher(tail(log));
        String last = null;
        while (message.find()) {
            last = message.group(1).replaceAll(" +", " ");
        }
        return Optional.ofNullable(last);
    }

    /** The log grows for as long as the folder is used, and only its end is of interest. */
    private static String tail(Path log) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(log)) {
            ByteBuffer bytes = ByteBuffer.allocate(TAIL);
            channel.position(Math.max(0, channel.size() - TAIL));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Until the end, or until there is no more room: it may grow meanwhile.
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }
}
