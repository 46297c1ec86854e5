package io.runledger.query.projection;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.EnqueuePolicy;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parks every event that can't be handled, and names it for whoever reads the log. */
record ParkingPolicy(String projection) implements EnqueuePolicy<EventMessage<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(ParkingPolicy.class);

    @Override
    public EnqueueDecision<EventMessage<?>> decide(DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        if (letter.message() instanceof DomainEventMessage<?> event) {
            LOG.error(
                    "{}: parked event {} of account {}, a {}: {}. Later events of this account wait behind it.",
                    projection,
                    event.getSequenceNumber(),
                    event.getAggregateIdentifier(),
                    EventNames.of(event),
                    cause.getMessage());
        }
        return Decisions.enqueue(ThrowableCause.truncated(cause));
    }
}
