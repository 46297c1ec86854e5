package io.runledger.service.problem;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a value of a Java type looks like, for people who don't see the type. */
final class TypeWords {

    private static final Set<Class<?>> WHOLE = Set.of(
            int.class, Integer.class, long.class, Long.class, short.class, Short.class, java.math.BigInteger.class);
    private static final Map<Class<?>, String> KNOWN = Map.of(
            String.class, "a string",
            boolean.class, "true or false",
            Boolean.class, "true or false",
            Instant.class, "an instant such as 2026-01-31T00:00:00Z",
            LocalDate.class, "a date such as 2026-01-31",
            Duration.class, "a duration such as PT15M");

    private TypeWords() {}

    static String of(Class<?> type) {
        String known = KNOWN.get(type);
        if (known != null) {
            return known;
        }
        if (WHOLE.contains(type)) {
            return "a whole number " + range(type);
        }
        if (Number.class.isAssignableFrom(type) || type == double.class || type == float.class) {
            return "a number";
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type.isEnum() ? oneOf(type) : ofValue(type).orElse("an object");
    }

    private static String range(Class<?> type) {
        return type == int.class || type == Integer.class
                ? "from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE
                : "within 64 bits";
    }

    private static String oneOf(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", ", "one of ", ""));
    }

    /** An id or an amount is on the wire what its value is. */
    private static Optional<String> ofValue(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.isAnnotationPresent(JsonValue.class))
                .findFirst()
                .map(Method::getReturnType)
                .map(TypeWords::of);
    }
}
