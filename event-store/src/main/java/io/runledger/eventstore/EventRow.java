package io.runledger.eventstore;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way into the store; its position is not known yet.
 *
 * @param payload what was decided, as JSON
 * @param decided what the payload was written from, and would be read as
 * @param hashedKey what the store keeps of the key: made by whoever appends, of whom there are many, and not by the one writer
 */
record EventRow(
        String aggregate,
        long sequence,
        String type,
        String revision,
        String payload,
        Object decided,
        String metadata,
        Instant timestamp,
        @Nullable String key,
        @Nullable UUID hashedKey) {

    static final String NO_METADATA = "{}";

    private static final Set<String> COLUMNS = Set.of(StoreMetaData.KEY, StoreMetaData.AT);

    static EventRow of(EventMessage<?> event, Serializer serializer) {
        SerializedObject<String> payload = event.serializePayload(serializer, String.class);
        String aggregate = aggregate(event);
        String key = key(event);
        return new EventRow(
                aggregate,
                event instanceof DomainEventMessage<?> domain ? domain.getSequenceNumber() : 0,
                payload.getType().getName(),
                payload.getType().getRevision(),
                payload.getData(),
                event.getPayload(),
                metadata(event.getMetaData().withoutKeys(COLUMNS), serializer),
                timestamp(event),
                key,
                key == null ? null : HashedKey.of(aggregate, key));
    }

    /** An event of no aggregate is a stream of its own. */
    private static String aggregate(EventMessage<?> event) {
        return event instanceof DomainEventMessage<?> domain ? domain.getAggregateIdentifier() : event.getIdentifier();
    }

    private static String metadata(MetaData metadata, Serializer serializer) {
        return metadata.isEmpty()
                ? NO_METADATA
                : serializer.serialize(metadata, String.class).getData();
    }

    /** Cut to what the column can hold, because the driver would round it, and so perhaps into the future. */
    private static Instant timestamp(EventMessage<?> event) {
        Object at = event.getMetaData().get(StoreMetaData.AT);
        requireNullOr(Instant.class, StoreMetaData.AT, at);
        Instant timestamp = at instanceof Instant decided ? decided : event.getTimestamp();
        return timestamp.truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable String key(EventMessage<?> event) {
        Object key = event.getMetaData().get(StoreMetaData.KEY);
        requireNullOr(String.class, StoreMetaData.KEY, key);
        return (String) key;
    }

    private static void requireNullOr(Class<?> type, String name, @Nullable Object value) {
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException("Metadata [%s] has to be of type %s, and is of type %s"
                    .formatted(name, type.getSimpleName(), value.getClass().getName()));
        }
    }
}
