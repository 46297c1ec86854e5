package io.runledger.command.webhooks;

import io.runledger.command.webhooks.Deliveries.Delivery;
import io.runledger.command.webhooks.Deliveries.Lane;
import io.runledger.command.webhooks.Deliveries.State;
import io.runledger.command.webhooks.Endpoints.Endpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends what is pending in a lane, the oldest first; a message that fails holds up those behind it until it is delivered or
 * given up.
 */
@Component
class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /** How long after each failed attempt the next one is made: a day in all. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofHours(8));

    private final Deliveries deliveries;
    private final Endpoints endpoints;
    private final Sender sender;
    private final Clock clock;

    Courier(Deliveries deliveries, Endpoints endpoints, Sender sender, Clock clock) {
        this.deliveries = deliveries;
        this.endpoints = endpoints;
        this.sender = sender;
        this.clock = clock;
    }

    /** When the lane is to be gone through again; empty if nothing is left in it. */
    Optional<Instant> goThrough(Lane lane) {
        Optional<Delivery> next = deliveries.next(lane);
        while (next.isPresent()) {
            Optional<Instant> later = deliver(next.get());
            if (later.isPresent()) {
                return later;
            }
            next = deliveries.next(lane);
        }
        return Optional.empty();
    }

    /** When it is to be tried again; empty if it is not. */
    private Optional<Instant> deliver(Delivery delivery) {
        Optional<Endpoint> endpoint = endpoints.find(delivery.webhookId());
        if (endpoint.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> error = sender.send(delivery, endpoint.get());
        Instant now = clock.instant();
        if (error.isEmpty()) {
            deliveries.attempted(delivery.deliveryId(), State.DELIVERED, now, null);
            return Optional.empty();
        }
        boolean again = delivery.attempts() < PAUSES.size();
        deliveries.attempted(delivery.deliveryId(), again ? State.PENDING : State.FAILED, now, error.get());
        LOG.warn(
                "webhook {} was not told of {} of account {}: {}; {}",
                delivery.webhookId(),
                delivery.type(),
                delivery.account(),
                error.get(),
                again ? "it will be tried again" : "it is given up");
        return again ? Optional.of(now.plus(PAUSES.get(delivery.attempts()))) : Optional.empty();
    }
}
