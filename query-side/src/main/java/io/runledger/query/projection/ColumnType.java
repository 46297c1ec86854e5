package io.runledger.query.projection;

import java.lang.reflect.Array;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The types that columns of projections have, and the two ways in which their values travel: in arrays, numbers and flags as
 * they are and the rest as text in the form that PostgreSQL reads; and in the binary form of COPY, where nothing needs reading.
 */
enum ColumnType {
    TEXT("text", String.class),
    BIGINT("bigint", Long.class) {
        @Override
        Object element(Object value, String column) {
            return ((Number) value).longValue();
        }

        @Override
        void copy(Object value, String column, CopyRows rows) {
            rows.number(((Number) value).longValue());
        }
    },
    INTEGER("integer", Integer.class) {
        @Override
        void copy(Object value, String column, CopyRows rows) {
            rows.number(((Number) value).intValue());
        }
    },
    FLAG("boolean", Boolean.class) {
        @Override
        void copy(Object value, String column, CopyRows rows) {
            rows.flag((Boolean) value);
        }
    },
    INSTANT("timestamptz", String.class) {
        @Override
        void copy(Object value, String column, CopyRows rows) {
            rows.instant((Instant) value);
        }
    },
    DAY("date", String.class) {
        @Override
        void copy(Object value, String column, CopyRows rows) {
            rows.day((LocalDate) value);
        }
    },
    JSON("json", String.class);

    final String sqlName;
    private final Class<?> element;

    /**
     * @param element what an array of such values is made of
     */
    ColumnType(String sqlName, Class<?> element) {
        this.sqlName = sqlName;
        this.element = element;
    }

    @Nullable
    Object[] array(int size) {
        return (Object[]) Array.newInstance(element, size);
    }

    /**
     * @param column for the message
     * @throws UnfitEvent if PostgreSQL would refuse it
     */
    Object element(Object value, String column) {
        return element == String.class ? storable(value, column) : value;
    }

    /**
     * @param column for the message
     * @throws UnfitEvent if PostgreSQL would refuse it
     */
    void copy(Object value, String column, CopyRows rows) {
        rows.text(storable(value, column));
    }

    static String storable(Object value, String column) {
        String text = value.toString();
        if (text.indexOf('\0') >= 0) {
            throw new UnfitEvent("there is a NUL in its " + column);
        }
        return text;
    }
}
