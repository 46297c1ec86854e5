package io.runledger.eventstore;

import java.util.List;

/** The one place where events are added to the store. */
interface Appender {

    /**
     * Stores all events of one unit of work, or none. When it returns they are durable, and visible to everyone.
     *
     * @throws IdempotencyKeyUsed if a key was used before
     * @throws org.axonframework.modelling.command.ConcurrencyException if someone else appended to the aggregate first
     * @throws org.axonframework.eventsourcing.eventstore.EventStoreException if anything else went wrong
     */
    void append(List<EventRow> unit);
}
