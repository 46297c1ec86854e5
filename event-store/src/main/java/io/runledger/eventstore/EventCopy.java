package io.runledger.eventstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Reads many events by COPY in its binary form, about twice as fast as by a cursor. */
final class EventCopy {

    private static final String SQL = """
            copy (select position, aggregate, sequence, timestamp, type, revision, payload, metadata, idempotency_key
                    from event_store.event
                   where position > %d and position <= %d
                   order by position)
              to stdout (format binary)
            """;

    /** A COPY that was begun has to be read to its end: so much at once is soon read. */
    private static final long PART = 50_000;

    private static final int SIGNATURE = 11;
    private static final short END = -1;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    /** From where PostgreSQL counts. */
    private static final Instant ZERO = Instant.parse("2000-01-01T00:00:00Z");

    private EventCopy() {}

    /**
     * Hands over the events after one position up to another, in order.
     *
     * @throws SQLException if they can't be read
     */
    static void read(Connection connection, long after, long upTo, Consumer<StoredEvent> consumer) throws SQLException {
        long end = Math.min(upTo, newest(connection));
        for (long from = after; from < end; from += PART) {
            CopyOut copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(SQL.formatted(from, Math.min(from + PART, end)));
            try {
                readPart(copy, consumer);
            } catch (RuntimeException enough) {
                leave(copy, enough);
                throw enough;
            }
        }
    }

    private static long newest(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(EventTable.HEAD)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void readPart(CopyOut copy, Consumer<StoredEvent> consumer) throws SQLException {
        boolean first = true;
        for (byte[] bytes = copy.readFromCopy(); bytes != null; bytes = copy.readFromCopy()) {
            ByteBuffer row = ByteBuffer.wrap(bytes);
            if (first) {
                skipHead(row);
                first = false;
            }
            if (row.getShort() != END) {
                consumer.accept(event(row));
            }
        }
    }

    private static void leave(CopyOut copy, RuntimeException why) {
        try {
            while (copy.isActive()) {
                copy.readFromCopy();
            }
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    /** The signature, flags, and an extension of some length. */
    private static void skipHead(ByteBuffer row) {
        row.position(SIGNATURE + Integer.BYTES);
        row.position(row.getInt() + row.position());
    }

    private static StoredEvent event(ByteBuffer row) {
        return new StoredEvent(
                number(row),
                required(row),
                number(row),
                instant(row),
                required(row),
                required(row),
                required(row),
                required(row),
                uuid(row));
    }

    private static long number(ByteBuffer row) {
        row.getInt();
        return row.getLong();
    }

    private static Instant instant(ByteBuffer row) {
        long micros = number(row);
        return ZERO.plusSeconds(Math.floorDiv(micros, MICROS_PER_SECOND))
                .plusNanos(Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO);
    }

    private static String required(ByteBuffer row) {
        int length = row.getInt();
        String text = new String(row.array(), row.position(), length, StandardCharsets.UTF_8);
        row.position(row.position() + length);
        return text;
    }

    private static @Nullable UUID uuid(ByteBuffer row) {
        return row.getInt() < 0 ? null : new UUID(row.getLong(), row.getLong());
    }
}
