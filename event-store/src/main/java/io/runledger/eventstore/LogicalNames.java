package io.runledger.eventstore;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All names there are: each for one type. */
final class LogicalNames {

    private final Map<String, Class<?>> types = new HashMap<>();

    LogicalNames(Stream<MessageNames> names) {
        names.flatMap(some -> some.types().stream()).forEach(this::add);
    }

    private void add(Class<?> type) {
        Class<?> other = types.putIfAbsent(type.getSimpleName(), type);
        if (other != null && other != type) {
            throw new IllegalArgumentException(
                    "Two messages have the same name: %s and %s".formatted(other.getName(), type.getName()));
        }
    }

    Optional<Class<?>> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    boolean has(Class<?> type) {
        return types.get(type.getSimpleName()) == type;
    }
}
