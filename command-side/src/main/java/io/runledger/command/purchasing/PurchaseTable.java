package io.runledger.command.purchasing;

import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.api.MoneyBack;
import io.runledger.api.PurchaseId;
import io.runledger.command.purchasing.Purchase.Status;
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

/** What people have asked to buy. */
@Component
class PurchaseTable {

    /** A purchase, and whose it is. */
    record Owned(AccountId account, Purchase purchase) {}

    private final JdbcClient jdbc;

    PurchaseTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether it is new; the first of those with one id stays. */
    boolean add(AccountId account, Purchase purchase) {
        return jdbc.sql("""
                        insert into command.purchase
                            (account, purchase_id, fingerprint, package_id, credits, price, currency, method, status,
                             created_at, methods, save_card, success_url, cancel_url)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
                        .param(purchase.checkout().methodsText())
                        .param(purchase.checkout().saveCard())
                        .param(purchase.checkout().successUrl())
                        .param(purchase.checkout().cancelUrl())
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

    /** How the account paid the last time online: where a buyer comes back to who has to pay what it buys by itself. */
    Optional<Checkout> lastCheckoutOf(AccountId account) {
        return jdbc.sql("""
                        select * from command.purchase where account = ? and success_url is not null
                        order by created_at desc limit 1
                        """)
                .param(account.value())
                .query((row, number) ->
                        new Checkout(List.of(), false, row.getString("success_url"), row.getString("cancel_url"), null))
                .optional();
    }

    Optional<Owned> findByPayment(String payment) {
        return jdbc.sql("select * from command.purchase where payment_id = ?")
                .param(payment)
                .query(PurchaseTable::owned)
                .optional();
    }

    /** Those that were paid online, by when their credits came; where none came, by when they were asked for. */
    List<Subject.OfPurchase> paidOnline(Instant from, Instant to) {
        return jdbc.sql("""
                        select account, purchase_id from command.purchase
                        where payment_id is not null
                          and coalesce(settled_at, created_at) >= ? and coalesce(settled_at, created_at) < ?
                        order by coalesce(settled_at, created_at), account, purchase_id
                        """)
                .param(Timestamp.from(from))
                .param(Timestamp.from(to))
                .query((row, number) -> new Subject.OfPurchase(
                        new AccountId(row.getString("account")), new PurchaseId(row.getString("purchase_id"))))
                .list();
    }

    void opened(AccountId account, PurchaseId purchase, String checkoutId, String checkoutUrl) {
        jdbc.sql("""
                update command.purchase set checkout_id = ?, checkout_url = ? where account = ? and purchase_id = ?
                """)
                .param(checkoutId)
                .param(checkoutUrl)
                .param(account.value())
                .param(purchase.value())
                .update();
    }

    void paidBy(AccountId account, PurchaseId purchase, String payment) {
        jdbc.sql("update command.purchase set payment_id = ? where account = ? and purchase_id = ?")
                .param(payment)
                .param(account.value())
                .param(purchase.value())
                .update();
    }

    void settled(AccountId account, PurchaseId purchase, BigDecimal paid, Instant now) {
        jdbc.sql("""
                update command.purchase set status = 'settled', settled_at = coalesce(settled_at, ?), paid = ?
                where account = ? and purchase_id = ?
                """)
                .param(Timestamp.from(now))
                .param(paid)
                .param(account.value())
                .param(purchase.value())
                .update();
    }

    /** It may not be paid, and its money goes back; that is decided once. */
    void refused(AccountId account, PurchaseId purchase, String reason, BigDecimal paid) {
        jdbc.sql("""
                update command.purchase set status = 'refused', refused = coalesce(refused, ?), paid = ?
                where account = ? and purchase_id = ? and status <> 'settled'
                """)
                .param(reason)
                .param(paid)
                .param(account.value())
                .param(purchase.value())
                .update();
    }

    /** Nobody paid, or nobody could. */
    void unpaid(AccountId account, PurchaseId purchase, Status status) {
        jdbc.sql("update command.purchase set status = ? where account = ? and purchase_id = ? and status = 'pending'")
                .param(status.wireName())
                .param(account.value())
                .param(purchase.value())
                .update();
    }

    void money(AccountId account, PurchaseId purchase, MoneyBack money) {
        jdbc.sql("""
                update command.purchase set refunded = ?, disputed = ? where account = ? and purchase_id = ?
                """)
                .param(money.refunded())
                .param(money.disputed())
                .param(account.value())
                .param(purchase.value())
                .update();
    }

    void flagged(AccountId account, PurchaseId purchase, Instant now) {
        jdbc.sql("""
                update command.purchase set flagged_at = coalesce(flagged_at, ?) where account = ? and purchase_id = ?
                """)
                .param(Timestamp.from(now))
                .param(account.value())
                .param(purchase.value())
                .update();
    }

    private static Owned owned(ResultSet row, int number) throws SQLException {
        return new Owned(new AccountId(row.getString("account")), purchase(row, number));
    }

    private static Purchase purchase(ResultSet row, int number) throws SQLException {
        String currency = row.getString("currency");
        BigDecimal paid = row.getBigDecimal("paid");
        return new Purchase(
                new PurchaseId(row.getString("purchase_id")),
                row.getString("fingerprint"),
                row.getString("package_id"),
                Credits.of(row.getBigDecimal("credits")),
                row.getBigDecimal("price"),
                currency,
                Checkout.methodNamed(row.getString("method")),
                Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "settled_at"),
                null,
                row.getString("checkout_url"),
                row.getString("payment_id"),
                paid == null
                        ? null
                        : new MoneyBack(paid, row.getBigDecimal("refunded"), row.getBigDecimal("disputed"), currency),
                row.getString("refused"),
                instant(row, "flagged_at"),
                checkout(row));
    }

    private static Checkout checkout(ResultSet row) throws SQLException {
        return new Checkout(
                Checkout.methodsOf(row.getString("methods")),
                row.getBoolean("save_card"),
                row.getString("success_url"),
                row.getString("cancel_url"),
                row.getString("checkout_id"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime instant = row.getObject(column, OffsetDateTime.class);
        return instant == null ? null : instant.toInstant();
    }
}
