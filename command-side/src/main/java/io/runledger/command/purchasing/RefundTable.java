package io.runledger.command.purchasing;

import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.api.PurchaseId;
import io.runledger.api.RefundId;
import io.runledger.command.purchasing.PurchaseRefund.Status;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Money that operators give back. */
@Component
class RefundTable {

    private final JdbcClient jdbc;

    RefundTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The first of those with one id stays. */
    void add(AccountId account, PurchaseId purchase, RefundId refund, Instant now) {
        jdbc.sql("""
                insert into command.purchase_refund (account, refund_id, purchase_id, status, created_at)
                values (?, ?, ?, 'asked', ?)
                on conflict do nothing
                """)
                .param(account.value())
                .param(refund.value())
                .param(purchase.value())
                .param(Timestamp.from(now))
                .update();
    }

    Optional<PurchaseRefund> find(AccountId account, RefundId refund) {
        return jdbc.sql("select * from command.purchase_refund where account = ? and refund_id = ?")
                .param(account.value())
                .param(refund.value())
                .query(RefundTable::refund)
                .optional();
    }

    List<PurchaseRefund> of(AccountId account, PurchaseId purchase) {
        return jdbc.sql("""
                        select * from command.purchase_refund where account = ? and purchase_id = ?
                        order by created_at, refund_id
                        """)
                .param(account.value())
                .param(purchase.value())
                .query(RefundTable::refund)
                .list();
    }

    /** Its credits are taken; nothing changes if that was known. */
    void requested(AccountId account, RefundId refund, BigDecimal amount, Credits credits) {
        jdbc.sql("""
                update command.purchase_refund set status = 'requested', amount = ?, credits = ?
                where account = ? and refund_id = ? and status = 'asked'
                """)
                .param(amount)
                .param(credits.toDecimal())
                .param(account.value())
                .param(refund.value())
                .update();
    }

    void sent(AccountId account, RefundId refund, String providerRefundId) {
        jdbc.sql("""
                update command.purchase_refund set status = 'sent', provider_refund_id = ?
                where account = ? and refund_id = ? and status = 'requested'
                """)
                .param(providerRefundId)
                .param(account.value())
                .param(refund.value())
                .update();
    }

    void ended(AccountId account, RefundId refund, Status status, @Nullable String error) {
        jdbc.sql("update command.purchase_refund set status = ?, error = ? where account = ? and refund_id = ?")
                .param(status.wireName())
                .param(error)
                .param(account.value())
                .param(refund.value())
                .update();
    }

    /** It was refused, unless somebody else who asked for the same was not. */
    void remove(AccountId account, RefundId refund) {
        jdbc.sql("delete from command.purchase_refund where account = ? and refund_id = ? and status = 'asked'")
                .param(account.value())
                .param(refund.value())
                .update();
    }

    /** Purchases that the provider took the money of, with a refund that it has not been told of. */
    List<Subject> withUnsent(String task, int most) {
        return jdbc.sql("""
                        select distinct refund.account, refund.purchase_id
                        from command.purchase_refund refund join command.purchase using (account, purchase_id)
                        where refund.status in ('asked', 'requested') and payment_id is not null and not exists (
                            select from command.scheduled_tasks
                            where task_name = ?
                              and task_instance = 'purchase/' || refund.account || '/' || refund.purchase_id)
                        limit ?
                        """)
                .param(task)
                .param(most)
                .query((row, number) -> (Subject) new Subject.OfPurchase(
                        new AccountId(row.getString("account")), new PurchaseId(row.getString("purchase_id"))))
                .list();
    }

    private static PurchaseRefund refund(ResultSet row, int number) throws SQLException {
        BigDecimal credits = row.getBigDecimal("credits");
        return new PurchaseRefund(
                new RefundId(row.getString("refund_id")),
                new PurchaseId(row.getString("purchase_id")),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                credits == null ? null : Credits.of(credits),
                row.getBigDecimal("amount"),
                row.getString("provider_refund_id"),
                row.getString("error"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
