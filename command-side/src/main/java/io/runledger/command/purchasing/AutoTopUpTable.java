package io.runledger.command.purchasing;

import io.runledger.api.AccountId;
import io.runledger.api.PurchaseId;
import io.runledger.api.TopUpEvent.AutoTopUpTriggered;
import io.runledger.command.listening.Listener;
import io.runledger.command.listening.Listening;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The purchases that accounts make by themselves, until they have ended.
 */
@Component
class AutoTopUpTable implements Listening {

    /**
     * One that has not ended.
     *
     * @param attempt the next charge of the card, counted from 1
     */
    record Open(AccountId account, PurchaseId purchase, String packageId, String currency, int attempt) {

        /** No id has a slash in it. */
        String name() {
            return account + "/" + purchase;
        }
    }

    private final JdbcClient jdbc;

    AutoTopUpTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Listener<?>> listeners() {
        return List.of(new Listener<>(AutoTopUpTriggered.class, this::on));
    }

    private void on(AutoTopUpTriggered event, DomainEventMessage<?> message) {
        jdbc.sql("""
                insert into command.auto_top_up (account, purchase_id, package_id, currency, next_at)
                values (?, ?, ?, ?, ?)
                on conflict do nothing
                """)
                .param(message.getAggregateIdentifier())
                .param(event.purchaseId().value())
                .param(event.packageId())
                .param(event.currency())
                .param(Timestamp.from(event.at()))
                .update();
    }

    Optional<Open> find(String name) {
        String[] ids = name.split("/");
        return jdbc.sql("select * from command.auto_top_up where account = ? and purchase_id = ?")
                .param(ids[0])
                .param(ids[1])
                .query((row, number) -> new Open(
                        new AccountId(row.getString("account")),
                        new PurchaseId(row.getString("purchase_id")),
                        row.getString("package_id"),
                        row.getString("currency"),
                        row.getInt("attempt")))
                .optional();
    }

    /** Those that are due and that nobody looks after. */
    List<String> idle(String task, Instant now, int most) {
        return jdbc.sql("""
                        select account || '/' || purchase_id from command.auto_top_up top_up
                        where next_at <= ? and not exists (
                            select from command.scheduled_tasks
                            where task_name = ?
                              and task_instance = top_up.account || '/' || top_up.purchase_id)
                        limit ?
                        """)
                .param(Timestamp.from(now))
                .param(task)
                .param(most)
                .query(String.class)
                .list();
    }

    void nextAttempt(Open topUp, Instant at) {
        jdbc.sql("""
                update command.auto_top_up set attempt = ?, next_at = ? where account = ? and purchase_id = ?
                """)
                .param(topUp.attempt() + 1)
                .param(Timestamp.from(at))
                .param(topUp.account().value())
                .param(topUp.purchase().value())
                .update();
    }

    void ended(Open topUp) {
        jdbc.sql("delete from command.auto_top_up where account = ? and purchase_id = ?")
                .param(topUp.account().value())
                .param(topUp.purchase().value())
                .update();
    }
}
