package io.runledger.command.rest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads a body line by line, never holding more than one. Empty lines count, and are passed over. */
final class Lines {

    /** Far more than any command needs. */
    static final int MOST_BYTES = 64 * 1024;

    private static final int BUFFER = 64 * 1024;

    /**
     * @param number from 1
     * @param text null if it was too long to be read
     */
    record Line(int number, byte @Nullable [] text) {}

    private final InputStream in;
    private int number;

    Lines(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER);
    }

    /** The next line; null after the last. */
    @Nullable
    Line next() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream(256);
        int length = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != '\n') {
                length++;
                if (length <= MOST_BYTES) {
                    text.write(next);
                }
                continue;
            }
            number++;
            if (!isBlank(text)) {
                return line(text, length);
            }
            text.reset();
            length = 0;
        }
        number++;
        return isBlank(text) ? null : line(text, length);
    }

    /** Whether more was received than was read. */
    boolean hasMoreAtHand() throws IOException {
        return in.available() > 0;
    }

    private Line line(ByteArrayOutputStream text, int length) {
        return new Line(number, length > MOST_BYTES ? null : text.toByteArray());
    }

    private static boolean isBlank(ByteArrayOutputStream text) {
        return text.size() == 0 || text.size() < 3 && text.toString().isBlank();
    }
}
