package io.runledger.query.projection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.copy.CopyIn;

/** Rows in the binary form of COPY: each value as long as it says, in the form in which PostgreSQL keeps it. */
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

    private final List<ByteBuffer> full = new ArrayList<>();
    private ByteBuffer bytes = ByteBuffer.allocate(BUFFER);

    CopyRows() {
        bytes.put(SIGNATURE).putInt(NO_FLAGS).putInt(NO_EXTENSION);
    }

    void row(int columns) {
        room(Short.BYTES).putShort((short) columns);
    }

    void nothing() {
        room(Integer.BYTES).putInt(NULL);
    }

    void number(long value) {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
    }

    void number(int value) {
        room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(value);
    }

    void flag(boolean value) {
        room(Integer.BYTES + 1).putInt(1).put((byte) (value ? 1 : 0));
    }

    /** To the nearest microsecond, as PostgreSQL reads it from text. */
    void instant(Instant value) {
        long micros = (value.getNano() + NANOS_PER_MICRO / 2) / NANOS_PER_MICRO;
        number((value.getEpochSecond() - SECOND_ZERO) * MICROS_PER_SECOND + micros);
    }

    void day(LocalDate value) {
        number(Math.toIntExact(value.toEpochDay() - DAY_ZERO.toEpochDay()));
    }

    void text(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        room(Integer.BYTES + encoded.length).putInt(encoded.length).put(encoded);
    }

    /**
     * Sends all of them; there can be no more after that.
     *
     * @param copy that was begun
     * @return how many there are now that were not before
     */
    long send(CopyIn copy) throws SQLException {
        room(Short.BYTES).putShort(END);
        for (ByteBuffer buffer : full) {
            copy.writeToCopy(buffer.array(), 0, buffer.position());
        }
        copy.writeToCopy(bytes.array(), 0, bytes.position());
        return copy.endCopy();
    }

    private ByteBuffer room(int needed) {
        if (bytes.remaining() < needed) {
            full.add(bytes);
            bytes = ByteBuffer.allocate(Math.max(BUFFER, needed));
        }
        return bytes;
    }
}
