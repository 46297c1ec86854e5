package io.runledger.command.webhooks;

import io.runledger.api.AccountEvent;
import io.runledger.api.AlertEvent;
import io.runledger.api.GrantEvent.CreditsPurchased;
import io.runledger.api.PaymentEvent;
import io.runledger.api.SubscriptionEvent;
import io.runledger.api.TopUpEvent;
import io.runledger.command.listening.Listener;
import io.runledger.command.listening.Listening;
import io.runledger.service.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.stereotype.Component;

/**
 * Writes down what the platform is to be told, in the transaction that says the event was handled: it is neither forgotten
 * nor written twice.
 */
@Component
class Outbox implements Listening {

    private static final int ID_BYTES = 18;

    private final Deliveries deliveries;
    private final Clock clock;

    Outbox(Deliveries deliveries, Clock clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @Override
    public List<Listener<?>> listeners() {
        return List.of(
                new Listener<>(AlertEvent.class, this::write),
                new Listener<>(SubscriptionEvent.class, this::write),
                new Listener<>(CreditsPurchased.class, this::write),
                new Listener<>(PaymentEvent.class, this::write),
                new Listener<>(TopUpEvent.class, this::write));
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
