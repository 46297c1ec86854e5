package io.runledger.query.history;

import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.api.RunId;
import io.runledger.api.RunLine;
import io.runledger.query.projection.StoredJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the history of an account. */
@Component
class Histories {

    /** As its index has them: no id has a slash in it. */
    static final String ENTRIES_OF_RUN =
            "select * from query.history_entry where account || '/' || run_id = ? order by version";

    private final JdbcClient jdbc;

    Histories(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next entries below a cursor, the newest first; entries that come meanwhile are above it. */
    List<EntryView> entries(Cursor cursor, int limit) {
        HistoryFilter filter = cursor.filter();
        return jdbc.sql("""
                        select * from query.history_entry
                        where account = :account and version < :before
                          and version >= coalesce(query.history_version_at(:account, :from::timestamptz), 0)
                          and version < coalesce(query.history_version_at(:account, :to::timestamptz), :before)
                          and (:kind::text is null or kind = :kind::text)
                        order by version desc
                        limit :limit
                        """)
                .param("account", cursor.account().value())
                .param("before", cursor.before())
                .param("from", utc(filter.from()))
                .param("to", utc(filter.to()))
                .param("kind", filter.kind() == null ? null : filter.kind().wireName())
                .param("limit", limit)
                .query((row, number) -> entry(row))
                .list();
    }

    /** One run's entries, the oldest first; empty if the account has no such run. */
    Optional<RunView> run(AccountId account, RunId run) {
        List<RunEntry> entries = jdbc.sql(ENTRIES_OF_RUN)
                .param(account.value() + "/" + run.value())
                .query((row, number) -> runEntry(row))
                .list();
        return entries.isEmpty() ? Optional.empty() : Optional.of(RunView.of(run, entries));
    }

    private static RunEntry runEntry(ResultSet row) throws SQLException {
        return new RunEntry(
                entry(row),
                new RunDetails(
                        lines(row),
                        row.getString("member"),
                        row.getString("feature"),
                        credits(row, "reserved_micros"),
                        credits(row, "returned_micros"),
                        credits(row, "shortfall_micros"),
                        row.getObject("commercial_use", Boolean.class),
                        instant(row, "expires_at"),
                        row.getObject("rate_card_version", Integer.class),
                        row.getString("reason")));
    }

    private static EntryView entry(ResultSet row) throws SQLException {
        return new EntryView(
                row.getLong("version"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("kind"),
                Credits.ofMicros(row.getLong("credits_micros")),
                Credits.ofMicros(row.getLong("before_micros")),
                Credits.ofMicros(row.getLong("after_micros")),
                row.getString("run_id"),
                row.getString("grant_id"),
                lines(row),
                row.getString("member"),
                row.getString("feature"));
    }

    private static List<RunLine> lines(ResultSet row) throws SQLException {
        return StoredJson.readList(row.getString("lines"), RunLine.class);
    }

    private static @Nullable Credits credits(ResultSet row, String column) throws SQLException {
        Long micros = row.getObject(column, Long.class);
        return micros == null ? null : Credits.ofMicros(micros);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime instant = row.getObject(column, OffsetDateTime.class);
        return instant == null ? null : instant.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
