package io.runledger.query.balance;

import io.runledger.api.Credits;
import io.runledger.api.Effect;
import io.runledger.query.balance.BalanceRows.ChangedGrant;
import io.runledger.query.balance.BalanceRows.OpenReservation;
import io.runledger.query.balance.BalanceRows.OpenedGrant;
import io.runledger.query.balance.BalanceRows.RunKey;
import io.runledger.query.projection.Columns;
import io.runledger.query.projection.ProjectedTable;
import io.runledger.query.projection.Projection;
import io.runledger.query.projection.Recorded;
import io.runledger.query.projection.RowBatch;
import io.runledger.query.projection.StoredJson;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps the booked balance of every account, its grants and its open reservations. */
@Component
public final class BalanceProjection implements Projection<BalanceRows> {

    public static final String NAME = "balance";

    private static final Columns<AccountRow> ACCOUNT = new Columns<AccountRow>()
            .text("account", AccountRow::account)
            .bigint("version", AccountRow::version)
            .instant("opened_at", AccountRow::openedAt)
            .orNull()
            .instant("last_event_at", AccountRow::lastEventAt)
            .flag("closed", AccountRow::closed)
            .day("last_daily_grant", AccountRow::lastDailyGrant)
            .orNull()
            .json("subscription", row -> row.subscription() == null ? null : StoredJson.write(row.subscription()))
            .orNull()
            .bigint("available_micros", total(Effect::available))
            .bigint("held_micros", total(Effect::held))
            .bigint("debt_micros", total(Effect::debt))
            .bigint("granted_micros", total(Effect::granted))
            .bigint("captured_micros", total(Effect::captured))
            .bigint("expired_micros", total(Effect::expired))
            .bigint("voided_micros", total(Effect::voided))
            .bigint("clawed_back_micros", total(Effect::clawedBack))
            .bigint("shortfall_micros", total(Effect::shortfall));

    private static final Columns<OpenedGrant> OPENED = new Columns<OpenedGrant>()
            .text("account", OpenedGrant::account)
            .text("grant_id", row -> row.grant().grantId())
            .text("source", row -> row.grant().source().wireName())
            .flag("paid", row -> row.grant().paid())
            .flag("pro_models", row -> row.grant().scope().proModels())
            .json("features", BalanceProjection::features)
            .orNull()
            .instant("expires_at", row -> row.grant().expiresAt())
            .orNull()
            .bigint("remaining_micros", row -> row.remaining().micros())
            .bigint("opened_in", OpenedGrant::version)
            .integer("place", OpenedGrant::place);

    private static final Columns<ChangedGrant> CHANGED = new Columns<ChangedGrant>()
            .text("account", row -> row.key().account())
            .text("grant_id", row -> row.key().grantId())
            .bigint("change_micros", row -> row.change().micros())
            .flag("voided", ChangedGrant::voided)
            .instant("expires_at", ChangedGrant::expiresAt)
            .orNull();

    private static final Columns<OpenReservation> RESERVED = new Columns<OpenReservation>()
            .text("account", row -> row.key().account())
            .text("run_id", row -> row.key().runId())
            .bigint("version", OpenReservation::version)
            .bigint("credits_micros", row -> row.event().credits().micros())
            .json("grants", row -> StoredJson.write(row.event().grants()))
            .instant("expires_at", row -> row.event().expiresAt());

    private static final Columns<RunKey> ENDED =
            new Columns<RunKey>().text("account", RunKey::account).text("run_id", RunKey::runId);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<ProjectedTable> tables() {
        return List.of(
                new ProjectedTable("balance_account", List.of("account")),
                new ProjectedTable("balance_grant", List.of("account", "grant_id")),
                new ProjectedTable("balance_reservation", List.of("account", "run_id")));
    }

    @Override
    public String versionsSeen() {
        return "select account, version from {schema}.balance_account where account = any(?)";
    }

    @Override
    public BalanceRows noRows() {
        return new BalanceRows();
    }

    @Override
    public void add(BalanceRows rows, Recorded event) {
        rows.add(event);
    }

    @Override
    public void write(RowBatch batch, BalanceRows rows) {
        batch.write(ADD_TO_ACCOUNTS, ACCOUNT, rows.accounts().values());
        // What is opened comes first: the same batch may take from it.
        batch.write(OPEN_GRANTS, OPENED, rows.opened().values());
        batch.write(CHANGE_GRANTS, CHANGED, rows.changed().values());
        batch.write(OPEN_RESERVATIONS, RESERVED, rows.reserved().values());
        batch.write(END_RESERVATIONS, ENDED, rows.ended());
    }

    private static @Nullable Object features(OpenedGrant row) {
        List<String> features = row.grant().scope().features();
        return features.isEmpty() ? null : StoredJson.write(features);
    }

    private static ToLongFunction<AccountRow> total(Function<Effect, Credits> part) {
        return row -> part.apply(row.effect()).micros();
    }

    private static final String ADD_TO_ACCOUNTS = """
            insert into {schema}.balance_account as b
                (account, version, opened_at, last_event_at, closed, last_daily_grant, subscription, available_micros,
                 held_micros, debt_micros, granted_micros, captured_micros, expired_micros, voided_micros,
                 clawed_back_micros, shortfall_micros)
            select * from {rows}
            on conflict (account) do update set
                version = excluded.version,
                opened_at = coalesce(b.opened_at, excluded.opened_at),
                last_event_at = excluded.last_event_at,
                closed = b.closed or excluded.closed,
                last_daily_grant = coalesce(excluded.last_daily_grant, b.last_daily_grant),
                subscription = coalesce(excluded.subscription, b.subscription),
                available_micros = b.available_micros + excluded.available_micros,
                held_micros = b.held_micros + excluded.held_micros,
                debt_micros = b.debt_micros + excluded.debt_micros,
                granted_micros = b.granted_micros + excluded.granted_micros,
                captured_micros = b.captured_micros + excluded.captured_micros,
                expired_micros = b.expired_micros + excluded.expired_micros,
                voided_micros = b.voided_micros + excluded.voided_micros,
                clawed_back_micros = b.clawed_back_micros + excluded.clawed_back_micros,
                shortfall_micros = b.shortfall_micros + excluded.shortfall_micros
            """;

    private static final String OPEN_GRANTS = """
            insert into {schema}.balance_grant as g
                (account, grant_id, source, paid, pro_models, features, expires_at, remaining_micros, voided, opened_in, place)
            select account, grant_id, source, paid, pro_models, features, expires_at, remaining_micros, false, opened_in,
                place
            from {rows}
            on conflict (account, grant_id) do update set
                remaining_micros = g.remaining_micros + excluded.remaining_micros,
                opened_in = excluded.opened_in,
                place = excluded.place
            """;

    private static final String CHANGE_GRANTS = """
            update {schema}.balance_grant g
            set remaining_micros = g.remaining_micros + r.change_micros,
                voided = g.voided or r.voided,
                expires_at = coalesce(r.expires_at, g.expires_at)
            from {rows}
            where g.account = r.account and g.grant_id = r.grant_id
            """;

    private static final String OPEN_RESERVATIONS = """
            insert into {schema}.balance_reservation (account, run_id, version, credits_micros, grants, expires_at)
            select * from {rows}
            """;

    private static final String END_RESERVATIONS = """
            delete from {schema}.balance_reservation b using {rows}
            where b.account = r.account and b.run_id = r.run_id
            """;
}
