package io.runledger.command.webhooks;

import io.runledger.api.AccountEvent;
import io.runledger.api.AlertEvent;
import io.runledger.api.GrantEvent.CreditsPurchased;
import io.runledger.api.PaymentEvent;
import io.runledger.api.SubscriptionEvent;
import io.runledger.api.TopUpEvent;
import io.runledger.service.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/**
 * Writes down what the platform is to be told, in the transaction that says the event was handled: it is neither forgotten
 * nor written twice. It shares the processor of the expiry tables, since one more would read every event again.
 */
@Component
@ProcessingGroup("expiry")
class Outbox {

    private static final int ID_BYTES = 18;

    private final Deliveries deliveries;
    private final Clock clock;

    Outbox(Deliveries deliveries, Clock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @EventHandler
    void on(AlertEvent event, DomainEventMessage<?> message) {
        write(event, message);
    }

    @EventHandler
    void on(SubscriptionEvent event, DomainEventMessage<?> message) {
        write(event, message);
    }

    @EventHandler
    void on(CreditsPurchased event, DomainEventMessage<?> message) {
        write(event, message);
    }

    @EventHandler
    void on(PaymentEvent event, DomainEventMessage<?> message) {
        write(event, message);
    }

    @EventHandler
    void on(TopUpEvent event, DomainEventMessage<?> message) {
        write(event, message);
    }

    private void write(AccountEvent event, DomainEventMessage<?> stored) {
        Instant now = clock.instant();
        // Older ones come only when the processor is begun anew, and nobody remembers any more whether they were told.
        if (event.at().isAfter(now.minus(Deliveries.KEPT))) {
            String account = stored.getAggregateIdentifier();
            long version = stored.getSequenceNumber();
            Message.of(event, account, version)
                    .ifPresent(message -> deliveries.add(
                            account,
                            idOf(account, version),
                            message,
                            StrictJson.mapper().writeValueAsString(message),
                            now));
        }
    }

    /** The same for every attempt and every endpoint, and without a full stop, at which receivers cut what is signed. */
    private static String idOf(String account, long version) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((account + "/" + version).getBytes(StandardCharsets.UTF_8));
            return "msg_" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
