package io.runledger.command.expiry;

import io.runledger.api.AccountId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Open reservations and when they lapse. */
@Component
class ExpiryTable {

    private final JdbcClient jdbc;

    ExpiryTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
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

    void remove(Collection<EndedRun> runs) {
        if (!runs.isEmpty()) {
            jdbc.sql("""
                    delete from command.expiry
                    where (account, run_id) in (select * from unnest(?::text[], ?::text[]))
                    """)
                    .param(texts(runs, EndedRun::account))
                    .param(texts(runs, EndedRun::run))
                    .update();
        }
    }

    /** The accounts with reservations that have lapsed, those that have waited longest first. */
    List<AccountId> accountsWithLapsed(Instant now, int most) {
        return jdbc.sql("""
                        select account from command.expiry where expires_at <= ?
                        group by account order by min(expires_at) limit ?
                        """)
                .param(Timestamp.from(now))
                .param(most)
                .query((row, number) -> new AccountId(row.getString("account")))
                .list();
    }

    private static <T> String[] texts(Collection<T> runs, Function<T, String> text) {
        return runs.stream().map(text).toArray(String[]::new);
    }

    record OpenRun(String account, String run, Instant expiresAt) {}

    record EndedRun(String account, String run) {}
}
