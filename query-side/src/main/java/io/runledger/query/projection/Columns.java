package io.runledger.query.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How rows become a table inside a statement: one array a column, so that the statement is the same for any number of rows
 * and PostgreSQL plans it once. Values travel as text, in the form that PostgreSQL reads for the column's type.
 *
 * @param <T> a row
 */
public final class Columns<T> {

    private record Column<T>(String name, String type, Function<T, @Nullable Object> value, boolean optional) {}

    private static final int BYTES_PER_ROW = 256;

    /** Most characters are above it, so that one comparison is enough for them. */
    private static final char LAST_ESCAPED = '\\';

    private final List<Column<T>> columns = new ArrayList<>();

    public Columns<T> text(String name, Function<T, @Nullable Object> value) {
        return with(name, "text", value);
    }

    public Columns<T> bigint(String name, Function<T, @Nullable Object> value) {
        return with(name, "bigint", value);
    }

    public Columns<T> flag(String name, Function<T, @Nullable Object> value) {
        return with(name, "boolean", value);
    }

    public Columns<T> instant(String name, Function<T, @Nullable Object> value) {
        return with(name, "timestamptz", value);
    }

    public Columns<T> day(String name, Function<T, @Nullable Object> value) {
        return with(name, "date", value);
    }

    public Columns<T> json(String name, Function<T, @Nullable Object> value) {
        return with(name, "jsonb", value);
    }

    private Columns<T> with(String name, String type, Function<T, @Nullable Object> value) {
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
                .map(column -> "?::" + column.type() + "[]")
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

    /**
     * The rows in the text format of COPY.
     *
     * @throws UnfitEvent if a value is one that PostgreSQL would refuse
     */
    String asCopyText(Collection<T> rows) {
        StringBuilder text = new StringBuilder(rows.size() * BYTES_PER_ROW);
        for (T row : rows) {
            for (Column<T> column : columns) {
                appendEscaped(value(column, row), text);
                text.append('\t');
            }
            text.setCharAt(text.length() - 1, '\n');
        }
        return text.toString();
    }

    private static void appendEscaped(@Nullable String value, StringBuilder text) {
        if (value == null) {
            text.append("\\N");
            return;
        }
        int done = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            String escaped = c > LAST_ESCAPED ? null : escaped(c);
            if (escaped != null) {
                text.append(value, done, i).append(escaped);
                done = i + 1;
            }
        }
        text.append(value, done, value.length());
    }

    private static @Nullable String escaped(char c) {
        return switch (c) {
            case '\\' -> "\\\\";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> null;
        };
    }

    private static <T> @Nullable String[] array(Column<T> column, Collection<T> rows) {
        @Nullable String[] array = new String[rows.size()];
        int i = 0;
        for (T row : rows) {
            array[i++] = value(column, row);
        }
        return array;
    }

    private static <T> @Nullable String value(Column<T> column, T row) {
        Object value = column.value().apply(row);
        if (value == null) {
            if (column.optional()) {
                return null;
            }
            throw new UnfitEvent("it says no " + column.name());
        }
        String text = value.toString();
        if (text.indexOf('\0') >= 0) {
            throw new UnfitEvent("there is a NUL in its " + column.name());
        }
        return text;
    }
}
