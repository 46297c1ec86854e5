package io.runledger.api;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an id, a code and a name may look like. They are opaque, and safe in a URL, a log line and a CSV cell. */
public final class Ids {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:~-]{0,127}");
    private static final Pattern LONG_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:~-]{0,159}");
    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final String ID_RULE =
            " must be 1 to 128 letters, digits, '.', '_', ':', '~' or '-', the first a letter or a digit";
    private static final String LONG_ID_RULE = ID_RULE.replace("128", "160");
    private static final String CODE_RULE =
            " must be 1 to 64 lower-case letters, digits, '_' or '-', the first a letter or a digit";

    private Ids() {}

    /**
     * @throws InvalidValue if it is missing or not an id
     */
    public static String requireId(String field, @Nullable String id) {
        return require(field, id, ID, ID_RULE);
    }

    /** An id with room for a prefix and a number around a client's own. */
    static String requireLongId(String field, @Nullable String id) {
        return require(field, id, LONG_ID, LONG_ID_RULE);
    }

    /**
     * @throws InvalidValue if it is missing or not a code
     */
    public static String requireCode(String field, @Nullable String code) {
        return require(field, code, CODE, CODE_RULE);
    }

    /**
     * @throws InvalidValue if it is there but not an id
     */
    public static @Nullable String optionalId(String field, @Nullable String id) {
        return id == null ? null : requireId(field, id);
    }

    /**
     * @throws InvalidValue if it is there but not a code
     */
    public static @Nullable String optionalCode(String field, @Nullable String code) {
        return code == null ? null : requireCode(field, code);
    }

    private static String require(String field, @Nullable String value, Pattern pattern, String rule) {
        if (value == null) {
            throw new InvalidValue(field + " is required");
        }
        if (!pattern.matcher(value).matches()) {
            throw new InvalidValue(field + rule);
        }
        return value;
    }

    /** The name of an enum constant as the wire has it: {@code TOP_UP} is {@code top-up}. */
    static String wireName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
