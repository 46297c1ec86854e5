package io.runledger.command.expiry;

import io.runledger.api.AccountId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Open reservations and when they lapse; and, with what is due on subscriptions, which accounts have something to book. */
@Component
class ExpiryTable {

    /**
     * Until the transaction ends, rows are found by indexes. Most live for a moment, so that PostgreSQL takes the table for a small one, and
     * would read it from end to end with all the dead ones.
     */
    private static final String BY_INDEXES = """
            set local enable_seqscan = off;
            set local enable_hashjoin = off;
            set local enable_mergejoin = off
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    ExpiryTable(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    void add(Collection<OpenRun> runs) {
        if (!runs.isEmpty()) {
            jdbc.sql("""
                    insert into command.expiry (account, run_id, expires_at)
                    select * from unnest(?::text[], ?::text[], ?::timestamptz[])
                    on conflict do nothing
                    """)
                    .param(texts(runs, OpenRun::account))
                    .param(texts(runs, OpenRun::run))
                    .param(texts(runs, run -> run.expiresAt().toString()))
                    .update();
        }
    }

    /** In a transaction of its caller's. */
    void remove(Collection<EndedRun> runs) {
        if (!runs.isEmpty()) {
            jdbc.sql(BY_INDEXES).update();
            jdbc.sql("""
                    delete from command.expiry e
                    using unnest(?::text[], ?::text[]) ended (account, run_id)
                    where e.account = ended.account and e.run_id = ended.run_id
                    """)
                    .param(texts(runs, EndedRun::account))
                    .param(texts(runs, EndedRun::run))
                    .update();
        }
    }

    /** The accounts on which something has fallen due, those that have waited longest first. */
    List<AccountId> accountsWithDue(Instant now, int most) {
        return transaction.execute(status -> {
            jdbc.sql(BY_INDEXES).update();
            return jdbc.sql("""
                            select account
                            from (select account, expires_at as at from command.expiry where expires_at <= :now
                                  union all
                                  select account, next_at from command.subscription_moment where next_at <= :now) due
                            group by account order by min(at) limit :most
                            """)
                    .param("now", Timestamp.from(now))
                    .param("most", most)
                    .query((row, number) -> new AccountId(row.getString("account")))
                    .list();
        });
    }

    private static <T> String[] texts(Collection<T> runs, Function<T, String> text) {
        return runs.stream().map(text).toArray(String[]::new);
    }

    record OpenRun(String account, String run, Instant expiresAt) {}

    record EndedRun(String account, String run) {}
}
