package io.runledger.query.projection;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Whether an event says all that it must: JSON knows nothing of what may be missing. */
final class Completeness {

    private static final Map<Class<?>, List<RecordComponent>> REQUIRED = new ConcurrentHashMap<>();

    private static final Object[] NO_ARGUMENTS = {};

    private Completeness() {}

    /**
     * @throws UnfitEvent that names the first component that is missing
     */
    static void require(Record event) {
        for (RecordComponent component : REQUIRED.computeIfAbsent(event.getClass(), Completeness::required)) {
            if (value(event, component) == null) {
                throw new UnfitEvent("it says no " + component.getName());
            }
        }
    }

    private static List<RecordComponent> required(Class<?> type) {
        List<RecordComponent> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (!optional && !component.getType().isPrimitive()) {
                // Otherwise Java looks at each call whether it may be called.
                component.getAccessor().setAccessible(true);
                required.add(component);
            }
        }
        return List.copyOf(required);
    }

    private static @Nullable Object value(Record event, RecordComponent component) {
        try {
            return component.getAccessor().invoke(event, NO_ARGUMENTS);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " can't be read", e);
        }
    }
}
