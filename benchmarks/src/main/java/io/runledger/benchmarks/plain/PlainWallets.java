package io.runledger.benchmarks.plain;

import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.api.RunId;
import io.runledger.service.problem.ProblemException;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** A row for each account and one for each entry, written together. */
public class PlainWallets {

    /** What a wallet says after it was changed. */
    public record State(long version, long available) {}

    private final JdbcClient jdbc;

    PlainWallets(JdbcClient jdbc) {
        this.jdbc = jdbc;
        jdbc.sql("""
                create table if not exists wallet (
                    account text primary key, available bigint not null check (available >= 0),
                    held bigint not null, version bigint not null);
                create table if not exists ledger (
                    position bigint generated always as identity primary key, sequence bigint not null,
                    timestamp timestamptz not null, idempotency_key text not null, account text not null,
                    type text not null, payload json not null,
                    unique (account, sequence), unique (account, idempotency_key));
                """).update();
    }

    @Transactional
    public void open(AccountId account, Credits credits) {
        jdbc.sql("insert into wallet values (?, ?, 0, 1) on conflict do nothing")
                .params(account.value(), credits.micros())
                .update();
    }

    @Transactional
    public State reserve(AccountId account, RunId run, Credits cost, String payload) {
        State state = move(account, -cost.micros(), cost.micros());
        insert(account, state, "reserve:" + run, "CreditsReserved", payload);
        return state;
    }

    @Transactional
    public State capture(AccountId account, RunId run, Credits cost, String payload) {
        State state = move(account, 0, -cost.micros());
        insert(account, state, "capture:" + run, "CreditsCaptured", payload);
        return state;
    }

    private State move(AccountId account, long available, long held) {
        return jdbc.sql("""
                        update wallet set available = available + ?, held = held + ?, version = version + 1
                         where account = ? and available + ? >= 0
                        returning version, available
                        """)
                .params(available, held, account.value(), available)
                .query((row, number) -> new State(row.getLong(1), row.getLong(2)))
                .optional()
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.PAYMENT_REQUIRED, "insufficient-credits", "there are not enough credits"));
    }

    private void insert(AccountId account, State state, String key, String type, String payload) {
        jdbc.sql("""
                insert into ledger (sequence, timestamp, idempotency_key, account, type, payload)
                values (?, ?::timestamptz, ?, ?, ?, ?::json)
                """)
                .params(state.version(), Instant.now().toString(), key, account.value(), type, payload)
                .update();
    }
}
