package io.runledger.query.projection;

import io.runledger.eventstore.UnreadableEvent;
import org.axonframework.eventhandling.EventMessage;

/** What an event is called, whether it can be read or not. */
public final class EventNames {

    private EventNames() {}

    public static String of(EventMessage<?> event) {
        boolean unknown = UnreadableEvent.class.equals(event.getPayloadType());
        // A known type may still hold something that can't be read: its name does not need its content.
        return unknown && event.getPayload() instanceof UnreadableEvent unreadable
                ? unreadable.type()
                : event.getPayloadType().getSimpleName();
    }
}
