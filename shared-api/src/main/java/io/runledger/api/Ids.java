package io.runledger.api;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What an id, a code and a name may look like. They are opaque, and safe in a URL, a log line and a CSV cell. */
public final class Ids {

    private static final int MOST_OF_ID = 128;
    private static final int MOST_OF_LONG_ID = 160;
    private static final int MOST_OF_CODE = 64;
    private static final String ID_SIGNS = "._:~-";
    private static final String CODE_SIGNS = "_-";
    private static final String ID_RULE =
            " must be 1 to 128 letters, digits, '.', '_', ':', '~' or '-', the first a letter or a digit";
    private static final String LONG_ID_RULE = ID_RULE.replace("128", "160");
    private static final String CODE_RULE =
            " must be 1 to 64 lower-case letters, digits, '_' or '-', the first a letter or a digit";

    /** Every event has some of them, and each would be made anew. */
    private static final Map<Enum<?>, String> WIRE_NAMES = new ConcurrentHashMap<>();

    private Ids() {}

    /**
     * @throws InvalidValue if it is missing or not an id
     */
    public static String requireId(String field, @Nullable String id) {
        return require(field, id, id != null && isId(id, MOST_OF_ID), ID_RULE);
    }

    /** An id with room for a prefix and a number around a client's own. */
    static String requireLongId(String field, @Nullable String id) {
        return require(field, id, id != null && isId(id, MOST_OF_LONG_ID), LONG_ID_RULE);
    }

    /**
     * @throws InvalidValue if it is missing or not a code
     */
    public static String requireCode(String field, @Nullable String code) {
        return require(field, code, code != null && isCode(code), CODE_RULE);
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

    // Letter by letter, because every id of every event and request comes by here.

    private static boolean isId(String id, int most) {
        boolean fits = !id.isEmpty() && id.length() <= most && isLetterOrDigit(id.charAt(0));
        for (int i = 1; fits && i < id.length(); i++) {
            fits = isLetterOrDigit(id.charAt(i)) || ID_SIGNS.indexOf(id.charAt(i)) >= 0;
        }
        return fits;
    }

    private static boolean isCode(String code) {
        boolean fits = !code.isEmpty() && code.length() <= MOST_OF_CODE && isLowerOrDigit(code.charAt(0));
        for (int i = 1; fits && i < code.length(); i++) {
            fits = isLowerOrDigit(code.charAt(i)) || CODE_SIGNS.indexOf(code.charAt(i)) >= 0;
        }
        return fits;
    }

    private static boolean isLetterOrDigit(int c) {
        return isLowerOrDigit(c) || c >= 'A' && c <= 'Z';
    }

    private static boolean isLowerOrDigit(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    private static String require(String field, @Nullable String value, boolean fits, String rule) {
        if (value == null) {
            throw new InvalidValue(field + " is required");
        }
        if (!fits) {
            throw new InvalidValue(field + rule);
        }
        return value;
    }

    /** The name of an enum constant as the wire has it: {@code TOP_UP} is {@code top-up}. */
    public static String wireName(Enum<?> constant) {
        return WIRE_NAMES.computeIfAbsent(
                constant, named -> named.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
