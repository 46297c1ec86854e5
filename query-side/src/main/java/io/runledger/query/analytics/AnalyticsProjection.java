package io.runledger.query.analytics;

import io.runledger.api.AccountId;
import io.runledger.api.policy.Policy;
import io.runledger.query.projection.Columns;
import io.runledger.query.projection.ProjectedTable;
import io.runledger.query.projection.Projection;
import io.runledger.query.projection.Recorded;
import io.runledger.query.projection.RowBatch;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Counts what runs have used, by account, day, model, member and feature. */
@Component
public final class AnalyticsProjection implements Projection<UsageRows> {

    public static final String NAME = "analytics";

    private static final Columns<UsageRow> USAGE = new Columns<UsageRow>()
            .text("account", row -> row.cell().account())
            .day("day", row -> row.cell().day())
            .text("model", row -> row.cell().model())
            .text("member", row -> row.cell().member())
            .text("feature", row -> row.cell().feature())
            .bigint("runs", UsageRow::runs)
            .bigint("whole_runs", UsageRow::wholeRuns)
            .bigint("failed", UsageRow::failed)
            .bigint("whole_failed", UsageRow::wholeFailed)
            .bigint("credits_micros", row -> row.credits().micros())
            .bigint("refunded_micros", row -> row.refunded().micros());

    private static final Columns<Map.Entry<AccountId, Long>> SEEN = new Columns<Map.Entry<AccountId, Long>>()
            .text("account", Map.Entry::getKey)
            .bigint("version", Map.Entry::getValue);

    private final ZoneId zone;

    @Autowired
    AnalyticsProjection(Policy policy) {
        this(policy.zone());
    }

    /**
     * @param zone where days begin
     */
    AnalyticsProjection(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<ProjectedTable> tables() {
        return List.of(
                new ProjectedTable("analytics_usage", List.of("account", "day", "model", "member", "feature")),
                new ProjectedTable("analytics_seen", List.of("account")));
    }

    @Override
    public String versionsSeen() {
        return "select account, version from {schema}.analytics_seen where account = any(?)";
    }

    @Override
    public UsageRows noRows() {
        return new UsageRows();
    }

    @Override
    public void add(UsageRows rows, Recorded event) {
        rows.add(event, zone);
    }

    @Override
    public void write(RowBatch batch, UsageRows rows) {
        batch.write(NOTE_SEEN, SEEN, rows.seen().entrySet());
        batch.write(ADD_USAGE, USAGE, rows.usage().values());
    }

    private static final String NOTE_SEEN = """
            insert into {schema}.analytics_seen (account, version)
            select * from {rows}
            on conflict (account) do update set version = excluded.version
            """;

    private static final String ADD_USAGE = """
            insert into {schema}.analytics_usage as u
                (account, day, model, member, feature, runs, whole_runs, failed, whole_failed, credits_micros,
                 refunded_micros)
            select * from {rows}
            on conflict (account, day, model, member, feature) do update set
                runs = u.runs + excluded.runs,
                whole_runs = u.whole_runs + excluded.whole_runs,
                failed = u.failed + excluded.failed,
                whole_failed = u.whole_failed + excluded.whole_failed,
                credits_micros = u.credits_micros + excluded.credits_micros,
                refunded_micros = u.refunded_micros + excluded.refunded_micros
            """;
}
