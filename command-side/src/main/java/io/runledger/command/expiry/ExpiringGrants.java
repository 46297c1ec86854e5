package io.runledger.command.expiry;

import io.runledger.api.AccountId;
import io.runledger.api.GrantEvent.CreditsPurchased;
import io.runledger.api.GrantEvent.CreditsRolledOver;
import io.runledger.api.GrantEvent.GrantExpired;
import io.runledger.api.GrantId;
import io.runledger.api.SubscriptionEvent.SubscriptionCreditsGranted;
import io.runledger.api.policy.Policy;
import io.runledger.command.listening.Listener;
import io.runledger.command.listening.Listening;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the table of paid grants that will expire, so that the owners of idle accounts are warned too. */
@Component
class ExpiringGrants implements Listening {

    /** One whose owner is to be warned. */
    record Expiring(AccountId account, GrantId grant) {}

    private final JdbcClient jdbc;
    private final @Nullable Duration ahead;

    ExpiringGrants(JdbcClient jdbc, Policy policy) {
        this.jdbc = jdbc;
        this.ahead = policy.alerts().expiryWarning();
    }

    @Override
    public List<Listener<?>> listeners() {
        return List.of(
                new Listener<>(SubscriptionCreditsGranted.class, this::on),
                new Listener<>(CreditsPurchased.class, this::on),
                new Listener<>(CreditsRolledOver.class, this::on),
                new Listener<>(GrantExpired.class, this::on));
    }

    private void on(SubscriptionCreditsGranted event, DomainEventMessage<?> message) {
        put(message.getAggregateIdentifier(), event.grantId(), event.expiresAt());
    }

    private void on(CreditsPurchased event, DomainEventMessage<?> message) {
        put(message.getAggregateIdentifier(), event.grantId(), event.expiresAt());
    }

    private void on(CreditsRolledOver event, DomainEventMessage<?> message) {
        put(message.getAggregateIdentifier(), event.grantId(), event.expiresAt());
    }

    private void on(GrantExpired event, DomainEventMessage<?> message) {
        if (ahead != null) {
            remove(message.getAggregateIdentifier(), event.grantId());
        }
    }

    List<Expiring> toBeWarnedOf(Instant now, int most) {
        return jdbc.sql(
                        "select account, grant_id from command.expiring_grant where warn_at <= ? order by warn_at limit ?")
                .param(Timestamp.from(now))
                .param(most)
                .query((row, number) ->
                        new Expiring(new AccountId(row.getString("account")), new GrantId(row.getString("grant_id"))))
                .list();
    }

    void done(Expiring expiring) {
        remove(expiring.account().value(), expiring.grant());
    }

    private void put(String account, GrantId grant, @Nullable Instant expiresAt) {
        if (ahead != null && expiresAt != null) {
            jdbc.sql("""
                    insert into command.expiring_grant (account, grant_id, warn_at) values (?, ?, ?)
                    on conflict (account, grant_id) do update set warn_at = excluded.warn_at
                    """)
                    .param(account)
                    .param(grant.value())
                    .param(expiresAt.minus(ahead).atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    private void remove(String account, GrantId grant) {
        jdbc.sql("delete from command.expiring_grant where account = ? and grant_id = ?")
                .param(account)
                .param(grant.value())
                .update();
    }
}
