package io.runledger.command.purchasing;

import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.api.PurchaseId;
import io.runledger.api.policy.PaymentMethod;
import io.runledger.command.purchasing.Purchase.Status;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people have asked to buy. */
@Component
class PurchaseTable {

    private final JdbcClient jdbc;

    PurchaseTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether it is new; the first of those with one id stays. */
    boolean add(AccountId account, Purchase purchase) {
        return jdbc.sql("""
                        insert into command.purchase
                            (account, purchase_id, fingerprint, package_id, credits, price, currency, method, status, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict do nothing
                        """)
                        .param(account.value())
                        .param(purchase.purchaseId().value())
                        .param(purchase.fingerprint())
                        .param(purchase.packageId())
                        .param(purchase.credits().toDecimal())
                        .param(purchase.price())
                        .param(purchase.currency())
                        .param(purchase.method().wireName())
                        .param(purchase.status().wireName())
                        .param(Timestamp.from(purchase.createdAt()))
                        .update()
                == 1;
    }

    Optional<Purchase> find(AccountId account, PurchaseId purchase) {
        return jdbc.sql("select * from command.purchase where account = ? and purchase_id = ?")
                .param(account.value())
                .param(purchase.value())
                .query(PurchaseTable::purchase)
                .optional();
    }

    void settled(AccountId account, PurchaseId purchase, Instant now) {
        jdbc.sql("""
                update command.purchase set status = 'settled', settled_at = coalesce(settled_at, ?)
                where account = ? and purchase_id = ?
                """)
                .param(Timestamp.from(now))
                .param(account.value())
                .param(purchase.value())
                .update();
    }

    private static Purchase purchase(ResultSet row, int number) throws SQLException {
        OffsetDateTime settledAt = row.getObject("settled_at", OffsetDateTime.class);
        BigDecimal credits = row.getBigDecimal("credits");
        return new Purchase(
                new PurchaseId(row.getString("purchase_id")),
                row.getString("fingerprint"),
                row.getString("package_id"),
                Credits.of(credits),
                row.getBigDecimal("price"),
                row.getString("currency"),
                methodNamed(row.getString("method")),
                "settled".equals(row.getString("status")) ? Status.SETTLED : Status.PENDING,
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                settledAt == null ? null : settledAt.toInstant(),
                null);
    }

    private static PaymentMethod.Type methodNamed(String name) {
        return Arrays.stream(PaymentMethod.Type.values())
                .filter(method -> method.wireName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
