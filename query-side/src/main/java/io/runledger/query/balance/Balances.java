package io.runledger.query.balance;

import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.api.Effect;
import io.runledger.api.GrantId;
import io.runledger.api.RunId;
import io.runledger.api.Scope;
import io.runledger.api.Source;
import io.runledger.api.Subscription;
import io.runledger.api.Taken;
import io.runledger.api.holdings.Grant;
import io.runledger.api.holdings.Holdings;
import io.runledger.api.holdings.Reservation;
import io.runledger.api.policy.Policy;
import io.runledger.query.projection.StoredJson;
import io.runledger.query.rest.Snapshots;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads balances and adds to them what has fallen due since they were booked. */
@Component
class Balances {

    private record Booked(
            long version,
            Instant lastEventAt,
            boolean closed,
            @Nullable LocalDate lastDailyGrant,
            @Nullable Subscription subscription,
            Effect totals) {}

    private final JdbcClient jdbc;
    private final Snapshots snapshots;
    private final Policy policy;
    private final Clock clock;

    Balances(JdbcClient jdbc, Snapshots snapshots, Policy policy, Clock clock) {
        this.jdbc = jdbc;
        this.snapshots = snapshots;
        this.policy = policy;
        this.clock = clock;
    }

    Optional<BalanceView> of(AccountId account) {
        return snapshots.read(() -> booked(account).map(booked -> view(account, booked)));
    }

    private BalanceView view(AccountId account, Booked booked) {
        Instant clockSays = clock.instant();
        Instant now = clockSays.isBefore(booked.lastEventAt()) ? booked.lastEventAt() : clockSays;
        List<Reservation> lapsed = lapsed(account, now);
        Holdings holdings = Holdings.of(
                grants(account, lapsed),
                lapsed,
                booked.totals().debt(),
                booked.lastDailyGrant(),
                booked.subscription(),
                booked.closed());
        return BalanceView.of(account, booked.totals(), holdings, policy, now, booked.version());
    }

    private Optional<Booked> booked(AccountId account) {
        return jdbc.sql("select * from query.balance_account where account = ?")
                .param(account.value())
                .query(Balances::booked)
                .optional();
    }

    private List<Reservation> lapsed(AccountId account, Instant now) {
        return jdbc.sql("""
                        select run_id, credits_micros, grants, expires_at from query.balance_reservation
                        where account = ? and expires_at <= ? order by version
                        """)
                .param(account.value())
                .param(now.atOffset(ZoneOffset.UTC))
                .query(Balances::reservation)
                .list();
    }

    /** Those that have credits, and those that get credits back from a lapsed reservation. */
    private List<Grant> grants(AccountId account, List<Reservation> lapsed) {
        String[] gettingBack = lapsed.stream()
                .flatMap(reservation -> reservation.grants().stream())
                .map(part -> part.grantId().value())
                .toArray(String[]::new);
        return jdbc.sql("""
                        select * from query.balance_grant where account = ? and has_credits
                        union all
                        select * from query.balance_grant where account = ? and grant_id = any(?) and not has_credits
                        order by opened_in, place
                        """)
                .param(account.value())
                .param(account.value())
                .param(gettingBack)
                .query(Balances::grant)
                .list();
    }

    private static Booked booked(ResultSet row, int number) throws SQLException {
        return new Booked(
                row.getLong("version"),
                row.getObject("last_event_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("closed"),
                row.getObject("last_daily_grant", LocalDate.class),
                StoredJson.read(row.getString("subscription"), Subscription.class),
                new Effect(
                        credits(row, "granted_micros"),
                        credits(row, "held_micros"),
                        credits(row, "captured_micros"),
                        credits(row, "expired_micros"),
                        credits(row, "voided_micros"),
                        credits(row, "clawed_back_micros"),
                        credits(row, "debt_micros"),
                        credits(row, "shortfall_micros")));
    }

    /** What a lapse needs to know of a reservation, and no more. */
    private static Reservation reservation(ResultSet row, int number) throws SQLException {
        return new Reservation(
                new RunId(row.getString("run_id")),
                credits(row, "credits_micros"),
                StoredJson.readList(row.getString("grants"), Taken.class),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                List.of(),
                null,
                null,
                false,
                0);
    }

    private static Grant grant(ResultSet row, int number) throws SQLException {
        OffsetDateTime expiresAt = row.getObject("expires_at", OffsetDateTime.class);
        return new Grant(
                new GrantId(row.getString("grant_id")),
                Source.of(row.getString("source")),
                row.getBoolean("paid"),
                new Scope(row.getBoolean("pro_models"), StoredJson.readList(row.getString("features"), String.class)),
                expiresAt == null ? null : expiresAt.toInstant(),
                credits(row, "remaining_micros"),
                Credits.ZERO,
                row.getBoolean("voided"),
                number);
    }

    private static Credits credits(ResultSet row, String column) throws SQLException {
        return Credits.ofMicros(row.getLong(column));
    }
}
