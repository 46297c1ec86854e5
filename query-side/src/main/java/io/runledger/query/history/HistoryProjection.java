package io.runledger.query.history;

import io.runledger.api.Credits;
import io.runledger.query.projection.Columns;
import io.runledger.query.projection.ProjectedTable;
import io.runledger.query.projection.Projection;
import io.runledger.query.projection.Recorded;
import io.runledger.query.projection.RowBatch;
import io.runledger.query.projection.StoredJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps one entry for every event of an account. */
@Component
public final class HistoryProjection implements Projection<List<HistoryRow>> {

    public static final String NAME = "history";

    private static final Columns<HistoryRow> ENTRY = new Columns<HistoryRow>()
            .text("account", HistoryRow::account)
            .bigint("version", HistoryRow::version)
            .instant("at", HistoryRow::at)
            .text("kind", row -> row.kind().wireName())
            .bigint("credits_micros", row -> row.credits().micros())
            .bigint("before_micros", row -> row.before().micros())
            .bigint("after_micros", row -> row.after().micros())
            .text("run_id", HistoryRow::runId)
            .orNull()
            .text("grant_id", HistoryRow::grantId)
            .orNull()
            .json("lines", row -> linesOf(row.run()))
            .orNull()
            .text("member", row -> row.run().member())
            .orNull()
            .text("feature", row -> row.run().feature())
            .orNull()
            .bigintOrNull("reserved_micros", row -> micros(row.run().reserved()))
            .bigintOrNull("returned_micros", row -> micros(row.run().returned()))
            .bigintOrNull("shortfall_micros", row -> micros(row.run().shortfall()))
            .flag("commercial_use", row -> row.run().commercialUse())
            .orNull()
            .instant("expires_at", row -> row.run().expiresAt())
            .orNull()
            .integer("rate_card_version", row -> row.run().rateCardVersion())
            .orNull()
            .text("reason", row -> row.run().reason())
            .orNull();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<ProjectedTable> tables() {
        return List.of(new ProjectedTable("history_entry", List.of("account", "version"), true));
    }

    /** An index finds the newest entry of each account, however long its history is. */
    @Override
    public String versionsSeen() {
        return """
                select a.account, h.version
                from unnest(?::text[]) as a(account)
                cross join lateral (select version from {schema}.history_entry e
                                    where e.account = a.account order by version desc limit 1) h
                """;
    }

    @Override
    public List<HistoryRow> noRows() {
        return new ArrayList<>();
    }

    @Override
    public void add(List<HistoryRow> rows, Recorded event) {
        rows.add(HistoryRow.of(event));
    }

    @Override
    public void write(RowBatch batch, List<HistoryRow> rows) {
        batch.insert("history_entry", ENTRY, rows);
    }

    private static @Nullable Object linesOf(RunDetails run) {
        return run.lines().isEmpty() ? null : StoredJson.write(run.lines());
    }

    private static @Nullable Object micros(@Nullable Credits credits) {
        return credits == null ? null : credits.micros();
    }
}
