package io.runledger.command.listening;

import io.runledger.api.AccountEvent;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * What is to be noted down when an event of some kind was stored. It is done in the transaction that says the event was
 * handled, so it is neither forgotten nor done twice.
 *
 * @param kind events of this type and of all below it
 * @param action called in the order in which the events were stored
 */
public record Listener<E extends AccountEvent>(Class<E> kind, Action<E> action) {

    /** May fail: then the event is parked, and the others go on. */
    @FunctionalInterface
    public interface Action<E extends AccountEvent> {

        /**
         * @param stored the same with its account and version
         */
        void on(E event, DomainEventMessage<?> stored);
    }

    boolean listensTo(Class<?> type) {
        return kind.isAssignableFrom(type);
    }

    void tell(DomainEventMessage<?> stored) {
        action.on(kind.cast(stored.getPayload()), stored);
    }
}
