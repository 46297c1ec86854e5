package io.runledger.eventstore;

import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.CachingSupplier;
import org.axonframework.serialization.SerializedMessage;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;

/**
 * Makes of events as they are stored the messages that their handlers get. Their payloads are read when they are asked for.
 *
 * @param upcaster {@link NoOpEventUpcaster} where there is none
 */
record EventMessages(LogicalNameSerializer serializer, EventUpcaster upcaster) {

    Stream<TrackedEventMessage<?>> tracked(List<ReadEvent> read) {
        return upcasts()
                ? EventUtils.upcastAndDeserializeTrackedEvents(read.stream(), serializer, upcaster)
                : read.stream().map(this::tracked);
    }

    /** As Axon would, without what only an upcaster would look at: streams keep thousands of these. */
    private TrackedEventMessage<?> tracked(ReadEvent read) {
        return new GenericTrackedDomainEventMessage<>(
                read.trackingToken(),
                read.getType(),
                read.aggregate(),
                read.sequence(),
                message(read),
                CachingSupplier.of(read.timestamp()));
    }

    /** Reading JSON is most of what handlers cost that only take note of something; what was decided here is at hand. */
    private Message<?> message(ReadEvent read) {
        Object decided = read.decided();
        return decided == null
                ? new SerializedMessage<>(read.getEventIdentifier(), read.getPayload(), read.getMetaData(), serializer)
                : new GenericMessage<>(
                        read.getEventIdentifier(),
                        decided,
                        serializer.<String, MetaData>deserialize(read.getMetaData()));
    }

    List<DomainEventMessage<?>> ofAggregate(List<ReadEvent> read) {
        return EventStreamUtils.upcastAndDeserializeDomainEvents(read.stream(), serializer, upcaster)
                .asStream()
                .<DomainEventMessage<?>>map(event -> event)
                .toList();
    }

    /** What the handlers of an event are given; read straight from its JSON where no upcaster wants to see it first. */
    Object payload(ReadEvent read) {
        return upcasts() ? ofAggregate(List.of(read)).get(0).getPayload() : serializer.deserialize(read.getPayload());
    }

    /** Whether a message need not be one of what was stored. */
    boolean upcasts() {
        return !(upcaster instanceof NoOpEventUpcaster);
    }
}
