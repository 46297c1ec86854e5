package io.runledger.query.analytics;

import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.query.analytics.UsageView.Group;
import io.runledger.query.projection.Head;
import io.runledger.query.projection.Positions;
import io.runledger.query.rest.Snapshots;
import io.runledger.service.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Adds up usage. */
@Component
class UsageTable {

    /** More than anyone reads; what is larger belongs into an export. */
    private static final int MOST_ROWS = 10_000;

    private record Reading(List<UsageView.Row> rows, long position) {}

    private final JdbcClient jdbc;
    private final JdbcOperations operations;
    private final Snapshots snapshots;
    private final Positions positions;
    private final Head head;
    private final Clock clock;
    private final AnalyticsProjection projection;

    UsageTable(
            JdbcClient jdbc,
            JdbcOperations operations,
            Snapshots snapshots,
            Positions positions,
            Head head,
            Clock clock,
            AnalyticsProjection projection) {
        this.jdbc = jdbc;
        this.operations = operations;
        this.snapshots = snapshots;
        this.positions = positions;
        this.head = head;
        this.clock = clock;
        this.projection = projection;
    }

    UsageView read(UsageQuery query) {
        // In this order: whatever was stored by now is at or before the head, and is counted if the token has reached
        // it.
        Instant now = clock.instant();
        long end = head.position();
        Reading reading = snapshots.read(() -> new Reading(rows(query), positions.read(operations, projection)));
        return new UsageView(reading.rows(), reading.position() >= end ? now : before(reading.position()));
    }

    private @Nullable Instant before(long position) {
        return head.timestampAt(position).orElse(null);
    }

    private List<UsageView.Row> rows(UsageQuery query) {
        List<UsageView.Row> rows = jdbc.sql(sql(query.groupBy()))
                .param("account", text(query.account()))
                .param("from", query.from())
                .param("to", query.to())
                .param("most", MOST_ROWS + 1)
                .query((row, number) -> row(row, query.groupBy()))
                .list();
        if (rows.size() > MOST_ROWS) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "too-many-rows",
                    "There are more than " + MOST_ROWS + " groups; ask for a shorter period, one account, or fewer of"
                            + " groupBy.");
        }
        return rows;
    }

    /** A run of two models counts at each of them, but once where models are added up. */
    private static String sql(Set<Dimension> groupBy) {
        String columns = groupBy.stream().map(Dimension::column).collect(Collectors.joining(", "));
        boolean byModel = groupBy.contains(Dimension.MODEL);
        return """
                select %1$s, sum(%2$s)::bigint as runs, sum(%3$s)::bigint as failed,
                       sum(credits_micros)::bigint as credits, sum(refunded_micros)::bigint as refunded
                from query.analytics_usage
                where (:account::text is null or account = :account::text)
                  and (:from::date is null or day >= :from::date)
                  and (:to::date is null or day < :to::date)
                group by %1$s
                order by %1$s
                limit :most
                """.formatted(columns, byModel ? "runs" : "whole_runs", byModel ? "failed" : "whole_failed");
    }

    private static UsageView.Row row(ResultSet row, Set<Dimension> groupBy) throws SQLException {
        return new UsageView.Row(
                group(row, Dimension.MODEL, groupBy),
                group(row, Dimension.MEMBER, groupBy),
                group(row, Dimension.FEATURE, groupBy),
                group(row, Dimension.DAY, groupBy),
                row.getLong("runs"),
                row.getLong("failed"),
                Credits.ofMicros(row.getLong("credits")),
                Credits.ofMicros(row.getLong("refunded")));
    }

    private static @Nullable Group group(ResultSet row, Dimension dimension, Set<Dimension> groupBy)
            throws SQLException {
        if (!groupBy.contains(dimension)) {
            return null;
        }
        String value = row.getString(dimension.column());
        return new Group(value.isEmpty() ? null : value);
    }

    private static @Nullable String text(@Nullable AccountId account) {
        return account == null ? null : account.value();
    }
}
