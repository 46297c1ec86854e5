package io.runledger.query.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The rows that some events make, gathered first and then written, all changes in one round trip: under load, waiting for a
 * turn of the processor at each statement would take longer than the statements. In SQL, {@code {schema}} stands for the schema
 * of the tables and {@code {rows}} for the rows as a table {@code r}. One that has refused a row is of no use any more.
 */
public final class RowBatch {

    /**
     * Until the transaction ends, rows are found by their keys, one after the other. PostgreSQL keeps a plan that it has made
     * while a table was small, and would read the whole table for each batch, however large it has become.
     */
    private static final String FIND_BY_KEY = """
            set local enable_seqscan = off;
            set local enable_hashjoin = off;
            set local enable_mergejoin = off;
            """;

    private final String schema;
    private final List<String> statements = new ArrayList<>();
    private final List<Object> arrays = new ArrayList<>();
    private final Map<String, CopyRows> copies = new LinkedHashMap<>();

    RowBatch(String schema) {
        this.schema = schema;
    }

    /** A replay changes so many rows at once that reading a table from end to end is the faster way. */
    private boolean isOfReplay() {
        return schema.equals(RowTarget.SHADOW);
    }

    /**
     * One statement for all rows; none if there are none.
     *
     * @throws UnfitEvent if a value is one that PostgreSQL would refuse
     */
    public <T> void write(String sql, Columns<T> columns, Collection<T> rows) {
        if (!rows.isEmpty()) {
            arrays.addAll(Arrays.asList(columns.arrays(rows)));
            statements.add(RowTarget.inSchema(schema, sql).replace("{rows}", columns.asTable()));
        }
    }

    /**
     * Adds rows to a table, the fastest way there is; none of them is there already. They come after all changes. It keeps
     * nothing of them but what will be sent.
     *
     * @throws UnfitEvent if a value is one that PostgreSQL would refuse
     */
    public <T> void insert(String table, Columns<T> columns, Collection<T> rows) {
        if (!rows.isEmpty()) {
            String sql = "copy %s.%s (%s) from stdin (format binary)".formatted(schema, table, columns.names());
            columns.copy(rows, copies.computeIfAbsent(sql, first -> new CopyRows()));
        }
    }

    /** Writes all of it within a transaction: the changes in their order, and then what is only added. */
    void execute(JdbcOperations jdbc) {
        if (!statements.isEmpty()) {
            String all = String.join(";\n", statements);
            jdbc.update(isOfReplay() ? all : FIND_BY_KEY + all, arrays.toArray());
        }
        copies.forEach(
                (sql, rows) -> jdbc.execute((ConnectionCallback<Long>) connection -> copy(connection, sql, rows)));
    }

    private static long copy(Connection connection, String sql, CopyRows rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            return rows.send(copy);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
