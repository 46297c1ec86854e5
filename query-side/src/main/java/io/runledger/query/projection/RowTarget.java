package io.runledger.query.projection;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Where a projection's rows go: the live tables, or the shadow of them that a replay makes. In SQL, {@code {schema}} stands
 * for its schema and {@code {rows}} for the rows as a table {@code r}.
 */
public record RowTarget(@Nullable JdbcOperations jdbc, String schema) {

    /** Goes through all that precedes a statement and leaves the statement out. */
    static final RowTarget NOWHERE = new RowTarget(null, "");

    public static final String LIVE = "query";
    public static final String SHADOW = "pg_temp";

    public static RowTarget live(JdbcOperations jdbc) {
        return new RowTarget(jdbc, LIVE);
    }

    public static RowTarget shadow(JdbcOperations jdbc) {
        return new RowTarget(jdbc, SHADOW);
    }

    /** Runs one statement for all rows; none if there are none. */
    public <T> void write(String sql, Columns<T> columns, Collection<T> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Object[] arrays = columns.arrays(rows);
        if (jdbc != null) {
            jdbc.update(inSchema(sql).replace("{rows}", columns.asTable()), arrays);
        }
    }

    /** The newest version of each of the accounts that a projection has written here; nothing for those it has not. */
    Map<String, Long> versions(Projection<?> projection, Collection<String> accounts) {
        Map<String, Long> versions = new HashMap<>();
        requireNonNull(jdbc)
                .query(
                        inSchema(projection.versionsSeen()),
                        row -> {
                            versions.put(row.getString("account"), row.getLong("version"));
                        },
                        (Object) accounts.toArray(String[]::new));
        return versions;
    }

    /**
     * Adds events to a projection's tables. Those that are there already change nothing.
     *
     * @param events of each account in order
     */
    public <R> void add(Projection<R> projection, List<Recorded> events) {
        List<String> accounts =
                events.stream().map(event -> event.account().value()).distinct().toList();
        Map<String, Long> seen = versions(projection, accounts);
        List<Recorded> unseen =
                events.stream().filter(event -> isNext(seen, event)).toList();
        if (!unseen.isEmpty()) {
            projection.write(this, projection.project(unseen));
        }
    }

    private static boolean isNext(Map<String, Long> seen, Recorded event) {
        String account = event.account().value();
        boolean next = event.version() > seen.getOrDefault(account, -1L);
        if (next) {
            seen.put(account, event.version());
        }
        return next;
    }

    private String inSchema(String sql) {
        return sql.replace("{schema}", schema);
    }
}
