package io.runledger.query.projection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.postgresql.copy.CopyIn;

/**
 * Sends rows in the binary form of COPY: each value as long as it says, in the form in which PostgreSQL keeps it. PostgreSQL
 * takes in the first of them while the next are made.
 */
final class CopyRows {

    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int NO_FLAGS = 0;
    private static final int NO_EXTENSION = 0;
    private static final short END = -1;
    private static final int NULL = -1;
    private static final LocalDate DAY_ZERO = LocalDate.of(2000, 1, 1);
    private static final long SECOND_ZERO = DAY_ZERO.toEpochDay() * 86_400;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int BUFFER = 1 << 16;

    private final CopyIn copy;
    private ByteBuffer bytes = ByteBuffer.allocate(BUFFER);

    /**
     * @param copy that was begun
     */
    CopyRows(CopyIn copy) {
        this.copy = copy;
        bytes.put(SIGNATURE).putInt(NO_FLAGS).putInt(NO_EXTENSION);
    }

    void row(int columns) throws SQLException {
        room(Short.BYTES).putShort((short) columns);
    }

    void nothing() throws SQLException {
        room(Integer.BYTES).putInt(NULL);
    }

    void number(long value) throws SQLException {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
    }

    void number(int value) throws SQLException {
        room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(value);
    }

    void flag(boolean value) throws SQLException {
        room(Integer.BYTES + 1).putInt(1).put((byte) (value ? 1 : 0));
    }

    /** To the nearest microsecond, as PostgreSQL reads it from text. */
    void instant(Instant value) throws SQLException {
        long micros = (value.getNano() + NANOS_PER_MICRO / 2) / NANOS_PER_MICRO;
        number((value.getEpochSecond() - SECOND_ZERO) * MICROS_PER_SECOND + micros);
    }

    void day(LocalDate value) throws SQLException {
        number(Math.toIntExact(value.toEpochDay() - DAY_ZERO.toEpochDay()));
    }

    void text(String value) throws SQLException {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        room(Integer.BYTES + encoded.length).putInt(encoded.length).put(encoded);
    }

    /**
     * After the last row.
     *
     * @return how many there are now that were not before
     */
    long end() throws SQLException {
        room(Short.BYTES).putShort(END);
        send();
        return copy.endCopy();
    }

    private ByteBuffer room(int needed) throws SQLException {
        if (bytes.remaining() < needed) {
            send();
        }
        if (bytes.capacity() < needed) {
            bytes = ByteBuffer.allocate(needed);
        }
        return bytes;
    }

    private void send() throws SQLException {
        copy.writeToCopy(bytes.array(), 0, bytes.position());
        bytes.clear();
    }
}
