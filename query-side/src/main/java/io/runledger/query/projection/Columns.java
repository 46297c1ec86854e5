package io.runledger.query.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How rows become a table inside a statement: one array a column, so that the statement is the same for any number of rows
 * and PostgreSQL plans it once.
 *
 * @param <T> a row
 */
public final class Columns<T> {

    private interface Column<T> {

        String name();

        ColumnType type();

        /**
         * @throws UnfitEvent if a value is one that PostgreSQL would refuse, for then it would refuse all rows
         */
        Object array(Collection<T> rows);

        /**
         * @throws UnfitEvent if the value is one that PostgreSQL would refuse
         */
        void copy(T row, CopyRows to);
    }

    private record Values<T>(String name, ColumnType type, Function<T, @Nullable Object> value, boolean optional)
            implements Column<T> {

        @Override
        public Object array(Collection<T> rows) {
            @Nullable Object[] array = type.array(rows.size());
            int i = 0;
            for (T row : rows) {
                Object found = of(row);
                array[i++] = found == null ? null : type.element(found, name);
            }
            return array;
        }

        @Override
        public void copy(T row, CopyRows to) {
            Object found = of(row);
            if (found == null) {
                to.nothing();
            } else {
                type.copy(found, name, to);
            }
        }

        private @Nullable Object of(T row) {
            Object found = value.apply(row);
            if (found == null && !optional) {
                throw new UnfitEvent("it says no " + name);
            }
            return found;
        }
    }

    /** Most columns are such, and a replay sends millions of their values: none of them becomes an object. */
    private record Longs<T>(String name, ToLongFunction<T> value) implements Column<T> {

        @Override
        public ColumnType type() {
            return ColumnType.BIGINT;
        }

        @Override
        public Object array(Collection<T> rows) {
            return rows.stream().mapToLong(value).toArray();
        }

        @Override
        public void copy(T row, CopyRows to) {
            to.number(value.applyAsLong(row));
        }
    }

    private final List<Column<T>> columns = new ArrayList<>();

    public Columns<T> text(String name, Function<T, @Nullable Object> value) {
        return with(name, ColumnType.TEXT, value);
    }

    public Columns<T> bigint(String name, ToLongFunction<T> value) {
        columns.add(new Longs<>(name, value));
        return this;
    }

    public Columns<T> bigintOrNull(String name, Function<T, @Nullable Object> value) {
        return with(name, ColumnType.BIGINT, value).orNull();
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
        columns.add(new Values<>(name, type, value, false));
        return this;
    }

    /** The column named last may be null; it is none of {@link #bigint}. */
    public Columns<T> orNull() {
        Values<T> last = (Values<T>) columns.remove(columns.size() - 1);
        columns.add(new Values<>(last.name(), last.type(), last.value(), true));
        return this;
    }

    /** Taken apart side by side in a list of columns: in a list of tables, PostgreSQL would copy each array into one first. */
    String asTable() {
        return columns.stream()
                .map(column -> "unnest(?::" + column.type().sqlName + "[]) as " + column.name())
                .collect(Collectors.joining(", ", "(select ", ") as r"));
    }

    /** The names, for the column list of an insert. */
    public String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /**
     * @throws UnfitEvent if a value is one that PostgreSQL would refuse, for then it would refuse all rows
     */
    Object[] arrays(Collection<T> rows) {
        return columns.stream().map(column -> column.array(rows)).toArray();
    }

    /**
     * Adds the rows.
     *
     * @throws UnfitEvent if a value is one that PostgreSQL would refuse
     */
    void copy(Collection<T> rows, CopyRows to) {
        for (T row : rows) {
            to.row(columns.size());
            for (Column<T> column : columns) {
                column.copy(row, to);
            }
        }
    }
}
