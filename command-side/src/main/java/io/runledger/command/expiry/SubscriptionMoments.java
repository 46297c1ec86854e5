package io.runledger.command.expiry;

import io.runledger.api.Subscription;
import io.runledger.api.SubscriptionEvent;
import io.runledger.command.listening.Listener;
import io.runledger.command.listening.Listening;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the table of when something falls due on each subscription next, so that idle accounts get their months too. */
@Component
class SubscriptionMoments implements Listening {

    private final JdbcClient jdbc;

    SubscriptionMoments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Listener<?>> listeners() {
        return List.of(new Listener<>(SubscriptionEvent.class, this::on));
    }

    private void on(SubscriptionEvent event, DomainEventMessage<?> message) {
        String account = message.getAggregateIdentifier();
        if (event.subscription().isOver()) {
            remove(account);
        } else {
            put(account, event.subscription());
        }
    }

    private void put(String account, Subscription subscription) {
        jdbc.sql("""
                insert into command.subscription_moment (account, next_at) values (?, ?)
                on conflict (account) do update set next_at = excluded.next_at
                """)
                .param(account)
                .param(subscription.nextMoment().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void remove(String account) {
        jdbc.sql("delete from command.subscription_moment where account = ?")
                .param(account)
                .update();
    }
}
