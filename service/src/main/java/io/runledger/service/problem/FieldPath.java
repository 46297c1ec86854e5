package io.runledger.service.problem;

import com.fasterxml.jackson.annotation.JsonValue;
import io.runledger.api.InvalidValue;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException.Reference;

/** Where in a body a field is, as a person writes it: {@code usage[0].count}. */
final class FieldPath {

    /** What a client sends as a name comes back in the answer, but not more of it than this. */
    private static final int LONGEST_NAME = 100;

    private FieldPath() {}

    static String of(List<Reference> references) {
        StringBuilder path = new StringBuilder();
        for (Reference reference : references) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(shortened(reference.getPropertyName()));
            }
        }
        return path.toString();
    }

    /**
     * The field that a message of ours is about. A message begins with a field's name: a part of the object at the path,
     * or the value itself at the path, whose type doesn't know what it is called there.
     */
    static String of(String path, Class<?> type, String message) {
        if (path.isEmpty()) {
            return firstWord(message);
        }
        return isScalar(type) ? path : path + "." + firstWord(message);
    }

    /** The message, about the field under another name. */
    static String renamed(String message, String field) {
        return field + message.substring(firstWord(message).length());
    }

    /** What our own exception says; it always says something. */
    static String messageOf(InvalidValue value) {
        return Objects.requireNonNullElse(value.getMessage(), "a value is not valid");
    }

    static String shortened(String name) {
        return shortened(name, LONGEST_NAME);
    }

    static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "...";
    }

    /** Whether the type is one value in JSON, not an object. */
    static boolean isScalar(Class<?> type) {
        return type.isEnum()
                || Arrays.stream(type.getMethods()).anyMatch(method -> method.isAnnotationPresent(JsonValue.class));
    }

    private static String firstWord(String message) {
        return message.split(" ", 2)[0];
    }
}
