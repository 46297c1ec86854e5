package io.runledger.eventstore;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The one place where events are added to the store. */
interface Appender extends AppendQueue {

    /**
     * Takes all events of one unit of work, to be stored together or not at all. The caller holds the locks of their
     * aggregates until this returns.
     *
     * @return done when they are durable and visible to everyone; fails as {@link Pending#await} says
     * @throws StoreBusy if there is no room
     * @throws org.axonframework.modelling.command.ConcurrencyException if they don't follow what is on its way
     */
    CompletableFuture<Void> append(List<EventRow> rows);

    /**
     * Makes sure that nothing was stored for an aggregate after an event.
     *
     * @param sequence of the event; -1 if there should be none
     * @return done when the event is durable and was found to be the newest; fails as {@link #append} does
     */
    CompletableFuture<Void> confirm(String aggregate, long sequence);

    /** Done when nothing of the aggregate is on its way, whether it was stored or not. */
    CompletableFuture<Void> settled(String aggregate);

    /** What is on its way for an aggregate, in order. */
    List<EventRow> onTheirWay(String aggregate);
}
