package io.runledger.query.audit;

import io.runledger.query.projection.ProjectedTable;
import io.runledger.query.projection.Projection;
import io.runledger.query.projection.RowTarget;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcOperations;

/** Lays the live tables beside their shadows. Both are read in the snapshot of one transaction. */
record Comparison(JdbcOperations jdbc, Differences differences) {

    /**
     * Rows are compared as a whole, so that a column added later is compared too: first as they are stored, and only those that
     * differ there by what they say, since JSON may be written in more than one way.
     */
    private static final String UNEQUAL = """
            from %1$s.%2$s l full join %3$s.%2$s s using (%4$s)
            where (l *= s) is not true
              and query.comparable(row_to_json(l)) is distinct from query.comparable(row_to_json(s))
            """;

    void compare(Projection<?> projection) {
        projection.tables().forEach(table -> compare(projection, table));
    }

    private void compare(Projection<?> projection, ProjectedTable table) {
        String unequal = UNEQUAL.formatted(RowTarget.LIVE, table.name(), RowTarget.SHADOW, columns(table.key()));
        Long count = jdbc.queryForObject("select count(*) " + unequal, Long.class);
        if (count == null || count == 0) {
            return;
        }
        List<Difference> listed = list(projection, table, unequal);
        listed.forEach(differences::add);
        differences.addUnlisted(count - listed.size());
    }

    private List<Difference> list(Projection<?> projection, ProjectedTable table, String unequal) {
        String key = table.key().stream()
                .map(column -> "'" + column + "', " + column)
                .collect(Collectors.joining(", ", "jsonb_build_object(", ")"));
        String withoutKey =
                table.key().stream().map(column -> " - '" + column + "'").collect(Collectors.joining());
        String sql = """
                select %1$s as key, query.comparable(row_to_json(l))%2$s as live,
                       query.comparable(row_to_json(s))%2$s as replayed
                %3$s order by %4$s limit ?
                """.formatted(key, withoutKey, unequal, columns(table.key()));
        return jdbc.query(
                sql,
                (row, number) -> new Difference(
                        projection.name(),
                        table.name(),
                        row.getString("key"),
                        row.getString("live"),
                        row.getString("replayed")),
                differences.room());
    }

    private static String columns(List<String> names) {
        return String.join(", ", names);
    }
}
