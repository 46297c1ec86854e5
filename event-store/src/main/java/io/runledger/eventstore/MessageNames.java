package io.runledger.eventstore;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Types that are stored and sent under their simple class name. All beans of this type are taken together. */
public record MessageNames(Set<Class<?>> types) {

    public MessageNames {
        types = Set.copyOf(types);
    }

    /** Exactly these types. */
    public static MessageNames of(Class<?>... types) {
        return new MessageNames(Set.of(types));
    }

    /** All concrete types below these sealed roots, however deep. */
    public static MessageNames ofSealed(Class<?>... roots) {
        return new MessageNames(
                Arrays.stream(roots).flatMap(MessageNames::concrete).collect(Collectors.toUnmodifiableSet()));
    }

    private static Stream<Class<?>> concrete(Class<?> type) {
        Stream<Class<?>> itself = isConcrete(type) ? Stream.of(type) : Stream.empty();
        return type.isSealed()
                ? Stream.concat(
                        itself, Arrays.stream(type.getPermittedSubclasses()).flatMap(MessageNames::concrete))
                : itself;
    }

    private static boolean isConcrete(Class<?> type) {
        return !Modifier.isAbstract(type.getModifiers());
    }
}
