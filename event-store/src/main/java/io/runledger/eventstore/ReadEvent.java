package io.runledger.eventstore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/**
 * An event as Axon wants to read it. Its identifier is not stored: aggregate and sequence say it as well.
 *
 * @param decided what the payload was written from, and need not be read as again; null if it comes from the table
 */
record ReadEvent(
        long position,
        String aggregate,
        long sequence,
        Instant timestamp,
        String type,
        String revision,
        String payload,
        @Nullable Object decided,
        String metadata)
        implements DomainEventData<String>, TrackedEventData<String> {

    /** Aggregates' identifiers are unique among all types, so the type is not stored; Axon can't do without one. */
    private static final String NO_AGGREGATE_TYPE = "";

    private static final long NO_POSITION = 0;

    static ReadEvent ofRow(ResultSet row, int number) throws SQLException {
        return new ReadEvent(
                row.getLong("position"),
                row.getString("aggregate"),
                row.getLong("sequence"),
                row.getObject("timestamp", OffsetDateTime.class).toInstant(),
                row.getString("type"),
                row.getString("revision"),
                row.getString("payload"),
                null,
                row.getString("metadata"));
    }

    /** One on its way, which has no position yet. */
    static ReadEvent of(EventRow row) {
        return of(NO_POSITION, row);
    }

    static ReadEvent of(long position, EventRow row) {
        return new ReadEvent(
                position,
                row.aggregate(),
                row.sequence(),
                row.timestamp(),
                row.type(),
                row.revision(),
                row.payload(),
                row.decided(),
                row.metadata());
    }

    static ReadEvent of(StoredEvent stored) {
        return new ReadEvent(
                stored.position(),
                stored.aggregate(),
                stored.sequence(),
                stored.timestamp(),
                stored.type(),
                stored.revision(),
                stored.payload(),
                null,
                stored.metadata());
    }

    @Override
    public TrackingToken trackingToken() {
        return new GlobalSequenceTrackingToken(position);
    }

    @Override
    public String getEventIdentifier() {
        return aggregate + "/" + sequence;
    }

    @Override
    public String getType() {
        return NO_AGGREGATE_TYPE;
    }

    @Override
    public String getAggregateIdentifier() {
        return aggregate;
    }

    @Override
    public long getSequenceNumber() {
        return sequence;
    }

    @Override
    public Instant getTimestamp() {
        return timestamp;
    }

    @Override
    public SerializedObject<String> getPayload() {
        return new SimpleSerializedObject<>(payload, String.class, type, revision);
    }

    @Override
    public SerializedObject<String> getMetaData() {
        return new SerializedMetaData<>(metadata, String.class);
    }
}
