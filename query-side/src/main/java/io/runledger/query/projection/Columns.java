package io.runledger.query.projection;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How rows become a table inside a statement: one array a column, so that the statement is the same for any number of rows
 * and PostgreSQL plans it once.
 *
 * @param <T> a row
 */
public final class Columns<T> {

    private record Column<T>(String name, ColumnType type, Function<T, @Nullable Object> value, boolean optional) {

        @Nullable
        Object of(T row) {
            Object found = value.apply(row);
            if (found == null && !optional) {
                throw new UnfitEvent("it says no " + name);
            }
            return found;
        }
    }

    private final List<Column<T>> columns = new ArrayList<>();

    public Columns<T> text(String name, Function<T, @Nullable Object> value) {
        return with(name, ColumnType.TEXT, value);
    }

    public Columns<T> bigint(String name, Function<T, @Nullable Object> value) {
        return with(name, ColumnType.BIGINT, value);
    }

    public Columns<T> integer(String name, Function<T, @Nullable Object> value) {
        return with(name, ColumnType.INTEGER, value);
    }

    public Columns<T> flag(String name, Function<T, @Nullable Object> value) {
        return with(name, ColumnType.FLAG, value);
    }

    public Columns<T> instant(String name, Function<T, @Nullable Object> value) {
        return with(name, ColumnType.INSTANT, value);
    }

    public Columns<T> day(String name, Function<T, @Nullable Object> value) {
        return with(name, ColumnType.DAY, value);
    }

    public Columns<T> json(String name, Function<T, @Nullable Object> value) {
        return with(name, ColumnType.JSON, value);
    }

    private Columns<T> with(String name, ColumnType type, Function<T, @Nullable Object> value) {
        columns.add(new Column<>(name, type, value, false));
        return this;
    }

    /** The column named last may be null. */
    public Columns<T> orNull() {
        Column<T> last = columns.remove(columns.size() - 1);
        columns.add(new Column<>(last.name(), last.type(), last.value(), true));
        return this;
    }

    String asTable() {
        return columns.stream()
                .map(column -> "?::" + column.type().sqlName + "[]")
                .collect(Collectors.joining(", ", "unnest(", ") as r(" + names() + ")"));
    }

    /** The names, for the column list of an insert. */
    public String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /**
     * @throws UnfitEvent if a value is one that PostgreSQL would refuse, for then it would refuse all rows
     */
    Object[] arrays(Collection<T> rows) {
        return columns.stream().map(column -> array(column, rows)).toArray();
    }

    private static <T> Object array(Column<T> column, Collection<T> rows) {
        @Nullable Object[] array = column.type().array(rows.size());
        int i = 0;
        for (T row : rows) {
            Object value = column.of(row);
            array[i++] = value == null ? null : column.type().element(value, column.name());
        }
        return array;
    }

    /**
     * Sends the rows.
     *
     * @throws UnfitEvent if a value is one that PostgreSQL would refuse
     */
    void copy(Collection<T> rows, CopyRows to) throws SQLException {
        for (T row : rows) {
            to.row(columns.size());
            for (Column<T> column : columns) {
                copy(column, column.of(row), to);
            }
        }
    }

    private static <T> void copy(Column<T> column, @Nullable Object value, CopyRows to) throws SQLException {
        if (value == null) {
            to.nothing();
        } else {
            column.type().copy(value, column.name(), to);
        }
    }
}
