package io.runledger.query.projection;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcOperations;

/** Where a projection's rows go: the live tables, or the shadow of them that a replay makes. */
public record RowTarget(JdbcOperations jdbc, String schema) {

    public static final String LIVE = "query";
    public static final String SHADOW = "pg_temp";

    public static RowTarget live(JdbcOperations jdbc) {
        return new RowTarget(jdbc, LIVE);
    }

    public static RowTarget shadow(JdbcOperations jdbc) {
        return new RowTarget(jdbc, SHADOW);
    }

    static String inSchema(String schema, String sql) {
        return sql.replace("{schema}", schema);
    }

    /** The newest version of each of the accounts that a projection has written here; nothing for those it has not. */
    Map<String, Long> versions(Projection<?> projection, Collection<String> accounts) {
        Map<String, Long> versions = new HashMap<>();
        jdbc.query(
                inSchema(schema, projection.versionsSeen()),
                row -> {
                    versions.put(row.getString("account"), row.getLong("version"));
                },
                (Object) accounts.toArray(String[]::new));
        return versions;
    }

    /** Where rows for these tables can be gathered. */
    public RowBatch batch() {
        return new RowBatch(schema);
    }

    /** Adds the rows that were gathered. */
    public void add(RowBatch batch) {
        batch.execute(jdbc);
    }

    /** Adds events of which none is in the projection's tables. */
    public <R> void addNew(Projection<R> projection, List<Recorded> events) {
        if (!events.isEmpty()) {
            RowBatch batch = batch();
            projection.write(batch, projection.project(events));
            add(batch);
        }
    }
}
