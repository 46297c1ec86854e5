package io.runledger.query.balance;

import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.api.Effect;
import io.runledger.api.Subscription;
import io.runledger.api.holdings.Grant;
import io.runledger.api.holdings.Holdings;
import io.runledger.api.holdings.Reservation;
import io.runledger.api.policy.Policy;
import io.runledger.query.projection.StoredJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads balances and adds to them what has fallen due since they were booked. */
@Component
class Balances {

    /**
     * One statement sees one state, and is one way to the database and back. Grants that have no credits, of which an old account has
     * many, are found by their keys.
     */
    private static final String BALANCE = """
            with booked as (
                select *, greatest(cast(:clock as timestamptz), last_event_at) as now
                from query.balance_account where account = :account
            ), lapsed as (
                select run_id, version, credits_micros, grants, expires_at from query.balance_reservation
                where account = :account and expires_at <= (select now from booked)
            ), giving as (
                select * from query.balance_grant where account = :account and has_credits
                union all
                select * from query.balance_grant
                where account = :account and not has_credits and grant_id = any(array(
                    select part ->> 'grantId' from lapsed cross join json_array_elements(lapsed.grants) as part))
            )
            select booked.*,
                (select json_agg(lapsed order by version) from lapsed) as lapsed,
                (select json_agg(giving order by opened_in, place) from giving) as giving
            from booked
            """;

    private final JdbcClient jdbc;
    private final Policy policy;
    private final Clock clock;

    Balances(JdbcClient jdbc, Policy policy, Clock clock) {
        this.jdbc = jdbc;
        this.policy = policy;
        this.clock = clock;
    }

    Optional<BalanceView> of(AccountId account) {
        return jdbc.sql(BALANCE)
                .param("account", account.value())
                .param("clock", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> view(account, row))
                .optional();
    }

    private BalanceView view(AccountId account, ResultSet row) throws SQLException {
        Effect booked = booked(row);
        Holdings holdings = Holdings.of(
                giving(row),
                lapsed(row),
                booked.debt(),
                row.getObject("last_daily_grant", LocalDate.class),
                StoredJson.read(row.getString("subscription"), Subscription.class),
                row.getBoolean("closed"));
        return BalanceView.of(
                account,
                booked,
                holdings,
                policy,
                row.getObject("now", OffsetDateTime.class).toInstant(),
                row.getLong("version"));
    }

    private static Effect booked(ResultSet row) throws SQLException {
        return new Effect(
                credits(row, "granted_micros"),
                credits(row, "held_micros"),
                credits(row, "captured_micros"),
                credits(row, "expired_micros"),
                credits(row, "voided_micros"),
                credits(row, "clawed_back_micros"),
                credits(row, "debt_micros"),
                credits(row, "shortfall_micros"));
    }

    private static Credits credits(ResultSet row, String column) throws SQLException {
        return Credits.ofMicros(row.getLong(column));
    }

    private static List<Reservation> lapsed(ResultSet row) throws SQLException {
        return StoredJson.readList(row.getString("lapsed"), LapsedRow.class).stream()
                .map(LapsedRow::reservation)
                .toList();
    }

    /** Those that have credits, and those that get credits back from a lapsed reservation. */
    private static List<Grant> giving(ResultSet row) throws SQLException {
        List<Grant> grants = new ArrayList<>();
        for (GrantRow grant : StoredJson.readList(row.getString("giving"), GrantRow.class)) {
            grants.add(grant.aged(grants.size()));
        }
        return grants;
    }
}
