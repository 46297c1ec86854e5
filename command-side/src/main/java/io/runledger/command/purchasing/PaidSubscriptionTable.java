package io.runledger.command.purchasing;

import io.runledger.api.AccountId;
import io.runledger.api.BillingPeriod;
import io.runledger.api.InvalidValue;
import io.runledger.api.SubscriptionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which subscriptions are paid at the payment provider. */
@Component
class PaidSubscriptionTable {

    private final JdbcClient jdbc;

    PaidSubscriptionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(PaidSubscription subscription) {
        jdbc.sql("""
                insert into command.paid_subscription
                    (account, subscription_id, plan, period, currency, created_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """)
                .param(subscription.account().value())
                .param(subscription.id().value())
                .param(subscription.plan())
                .param(subscription.period().wireName())
                .param(subscription.currency())
                .param(Timestamp.from(subscription.createdAt()))
                .update();
    }

    /** The one asked for last that has not begun. */
    Optional<PaidSubscription> lastOrderOf(AccountId account) {
        return jdbc.sql("""
                        select * from command.paid_subscription where account = ? and provider_id is null
                        order by created_at desc limit 1
                        """)
                .param(account.value())
                .query(PaidSubscriptionTable::subscription)
                .optional();
    }

    Optional<PaidSubscription> find(AccountId account, SubscriptionId id) {
        return jdbc.sql("select * from command.paid_subscription where account = ? and subscription_id = ?")
                .param(account.value())
                .param(id.value())
                .query(PaidSubscriptionTable::subscription)
                .optional();
    }

    /** The one that something at Stripe was made for; empty if we have not made it. */
    Optional<PaidSubscription> ownerIn(@Nullable Map<String, String> metadata) {
        String account = metadata == null ? null : metadata.get(Notice.ACCOUNT);
        String subscription = metadata == null ? null : metadata.get(SubscriptionPages.SUBSCRIPTION);
        if (account == null || subscription == null) {
            return Optional.empty();
        }
        try {
            return find(new AccountId(account), new SubscriptionId(subscription));
        } catch (InvalidValue somebodyElses) {
            // Metadata of the same names that is none of ours.
            return Optional.empty();
        }
    }

    void opened(PaidSubscription subscription, String checkoutId, String checkoutUrl) {
        jdbc.sql("""
                update command.paid_subscription set checkout_id = ?, checkout_url = ?
                where account = ? and subscription_id = ?
                """)
                .param(checkoutId)
                .param(checkoutUrl)
                .param(subscription.account().value())
                .param(subscription.id().value())
                .update();
    }

    void begun(AccountId account, SubscriptionId id, String providerId) {
        jdbc.sql("update command.paid_subscription set provider_id = ? where account = ? and subscription_id = ?")
                .param(providerId)
                .param(account.value())
                .param(id.value())
                .update();
    }

    /** Its money goes back, and it will not count; that is decided once. */
    void refused(PaidSubscription subscription, String reason) {
        jdbc.sql("""
                update command.paid_subscription set refused = coalesce(refused, ?)
                where account = ? and subscription_id = ?
                """)
                .param(reason)
                .param(subscription.account().value())
                .param(subscription.id().value())
                .update();
    }

    private static PaidSubscription subscription(ResultSet row, int number) throws SQLException {
        String period = row.getString("period");
        return new PaidSubscription(
                new AccountId(row.getString("account")),
                new SubscriptionId(row.getString("subscription_id")),
                row.getString("plan"),
                Arrays.stream(BillingPeriod.values())
                        .filter(known -> known.wireName().equals(period))
                        .findFirst()
                        .orElseThrow(),
                row.getString("currency"),
                row.getString("checkout_id"),
                row.getString("checkout_url"),
                row.getString("provider_id"),
                row.getString("refused"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
