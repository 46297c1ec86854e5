package io.runledger.query.projection;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
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

    /** Adds rows to a table, the fastest way there is; none of them is there already. */
    public <T> void insert(String table, Columns<T> columns, Collection<T> rows) {
        if (!isShadow()) {
            write("insert into {schema}." + table + " (" + columns.names() + ") select * from {rows}", columns, rows);
        } else if (!rows.isEmpty()) {
            String copy = "copy %s.%s (%s) from stdin".formatted(schema, table, columns.names());
            String text = columns.asCopyText(rows);
            requireNonNull(jdbc).execute((ConnectionCallback<Long>) connection -> copyIn(connection, copy, text));
        }
    }

    private static Long copyIn(Connection connection, String copy, String text) throws SQLException {
        try {
            return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy, new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isShadow() {
        return schema.equals(SHADOW);
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

    /** Adds events of which none is in the projection's tables. */
    public <R> void addNew(Projection<R> projection, List<Recorded> events) {
        if (!events.isEmpty()) {
            projection.write(this, projection.project(events));
        }
    }

    private String inSchema(String sql) {
        return sql.replace("{schema}", schema);
    }
}
