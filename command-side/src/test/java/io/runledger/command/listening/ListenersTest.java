package io.runledger.command.listening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runledger.api.AccountEvent;
import io.runledger.api.AccountEvent.AccountClosed;
import io.runledger.api.AlertEvent;
import io.runledger.api.AlertEvent.LowBalanceReached;
import io.runledger.api.Credits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.Test;

class ListenersTest {

    private static final AccountEvent ALERT = new LowBalanceReached(Instant.EPOCH, Credits.ZERO, Credits.ZERO);
    private static final AccountEvent CLOSED = new AccountClosed(Instant.EPOCH, Credits.ZERO);

    private final List<String> told = new ArrayList<>();

    @Test
    void an_event_is_told_to_all_who_listen_to_its_type_or_one_above_it() {
        Listeners listeners = listeners(
                new Listener<>(AlertEvent.class, (event, stored) -> told.add("alerts " + stored.getSequenceNumber())),
                new Listener<>(AccountClosed.class, (event, stored) -> told.add("closed")),
                new Listener<>(LowBalanceReached.class, (event, stored) -> told.add(stored.getAggregateIdentifier())));

        listeners.handle(stored(ALERT));

        assertThat(told).containsExactly("alerts 7", "anna");
    }

    @Test
    void only_what_somebody_listens_to_is_handled() {
        Listeners listeners = listeners(new Listener<>(AlertEvent.class, (event, stored) -> told.add("alert")));

        assertThat(listeners.canHandle(stored(ALERT))).isTrue();
        assertThat(listeners.canHandle(stored(CLOSED))).isFalse();
    }

    @Test
    void an_event_to_which_nobody_listens_is_not_read() {
        Listeners listeners = listeners(new Listener<>(AlertEvent.class, (event, stored) -> told.add("alert")));

        assertThat(listeners.canHandle(unreadable(CLOSED))).isFalse();
        listeners.handle(unreadable(CLOSED));

        assertThat(told).isEmpty();
    }

    @Test
    void one_that_cannot_be_read_or_noted_fails_so_that_it_is_parked() {
        Listeners listeners = listeners(new Listener<>(AlertEvent.class, (event, stored) -> {
            throw new IllegalStateException("no room");
        }));

        assertThatThrownBy(() -> listeners.handle(unreadable(ALERT))).hasMessage("unreadable");
        assertThatThrownBy(() -> listeners.handle(stored(ALERT))).hasMessage("no room");
    }

    private static Listeners listeners(Listener<?>... all) {
        return new Listeners(List.of(all));
    }

    private static DomainEventMessage<AccountEvent> stored(AccountEvent event) {
        return new GenericDomainEventMessage<>("Account", "anna", 7, event);
    }

    private static DomainEventMessage<AccountEvent> unreadable(AccountEvent event) {
        return new GenericDomainEventMessage<>("Account", "anna", 7, event, MetaData.emptyInstance()) {

            @Override
            public AccountEvent getPayload() {
                throw new IllegalArgumentException("unreadable");
            }

            @Override
            @SuppressWarnings("unchecked")
            public Class<AccountEvent> getPayloadType() {
                return (Class<AccountEvent>) event.getClass();
            }
        };
    }
}
