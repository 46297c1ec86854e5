package io.runledger.api.json;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;

/** Calls the constructors of records directly: Jackson looks for the way to call one each time, a fifth of reading an event. */
final class RecordMakers implements ValueInstantiators {

    private static final MethodType FROM_ARRAY = MethodType.methodType(Object.class, Object[].class);

    @Override
    public @Nullable ValueInstantiator findValueInstantiator(
            DeserializationConfig config, BeanDescription.Supplier description) {
        return null;
    }

    @Override
    public ValueInstantiator modifyValueInstantiator(
            DeserializationConfig config, BeanDescription.Supplier description, ValueInstantiator usual) {
        return usual.getWithArgsCreator() != null
                        && usual.getWithArgsCreator().getAnnotated() instanceof Constructor<?> constructor
                        && constructor.getDeclaringClass().isRecord()
                        && usual instanceof StdValueInstantiator standard
                ? made(standard, constructor)
                : usual;
    }

    private static ValueInstantiator made(StdValueInstantiator usual, Constructor<?> constructor) {
        try {
            MethodHandle maker = MethodHandles.publicLookup()
                    .unreflectConstructor(constructor)
                    .asSpreader(Object[].class, constructor.getParameterCount())
                    .asType(FROM_ARRAY);
            return new RecordMaker(usual, maker);
        } catch (IllegalAccessException notPublic) {
            return usual;
        }
    }

    private static final class RecordMaker extends StdValueInstantiator {

        private final transient MethodHandle maker;

        RecordMaker(StdValueInstantiator usual, MethodHandle maker) {
            super(usual);
            this.maker = maker;
        }

        @Override
        public Object createFromObjectWith(DeserializationContext context, Object[] values) {
            try {
                return (Object) maker.invokeExact(values);
            } catch (Throwable refused) {
                // Jackson meets the same refusal, and says where in the text it was.
                return super.createFromObjectWith(context, values);
            }
        }
    }
}
