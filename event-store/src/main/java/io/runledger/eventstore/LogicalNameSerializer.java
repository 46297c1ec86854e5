package io.runledger.eventstore;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Writes messages and snapshots as JSON under logical names, so that what is stored does not depend on where a class
 * lives. A name that nobody knows is read as an {@link UnreadableEvent}, and no class is ever looked up by a stored name
 * unless the serializer was made for it.
 */
final class LogicalNameSerializer extends Jackson3Serializer {

    private static final String FIRST_REVISION = "1";

    /** Axon Server takes metadata apart, and wants each value that is no text or number as a message of its own. */
    private static final Set<String> METADATA = Set.of(MetaData.class.getName(), Instant.class.getName());

    private static final String METADATA_TYPE = MetaData.class.getName();

    private final LogicalNames names;
    private final Predicate<String> byClassName;
    private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();

    private LogicalNameSerializer(LogicalNames names, Predicate<String> byClassName, Stream<JacksonModule> modules) {
        super(Jackson3Serializer.builder().jsonMapperBuilderCustomizer(mapper -> {
            customize(mapper);
            modules.forEach(mapper::addModule);
        }));
        this.names = names;
        this.byClassName = byClassName;
    }

    /** Takes named types only, and metadata. */
    static LogicalNameSerializer forEvents(LogicalNames names, Stream<EventFormat> formats) {
        return new LogicalNameSerializer(names, METADATA::contains, formats.map(EventFormat::module));
    }

    /** Takes named types, and those of the platform, which answers may be made of. */
    static LogicalNameSerializer forMessages(LogicalNames names) {
        return new LogicalNameSerializer(
                names, name -> name.startsWith("java.") || name.startsWith("org.axonframework."), Stream.empty());
    }

    /** Takes everything; named types under their names, because Axon Server's snapshots come through here. */
    static LogicalNameSerializer general(LogicalNames names) {
        return new LogicalNameSerializer(names, name -> true, Stream.empty());
    }

    private static void customize(JsonMapper.Builder mapper) {
        // Without this Axon can't read back the token of a replay, which holds other tokens with their class names.
        mapper.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                .allowIfSubType("org.axonframework.")
                .build());
        mapper.disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS);
        mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        mapper.disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(Class type) {
        if (type != null && names.has(type)) {
            return new SimpleSerializedType(type.getSimpleName(), revision(type));
        }
        if (type == null || type == void.class || type == Void.class || byClassName.test(type.getName())) {
            return super.typeForClass(type);
        }
        throw new IllegalArgumentException(
                "%s has no logical name: add it to a MessageNames bean".formatted(type.getName()));
    }

    /** Asked for the metadata of each event that is read, too, whose class the JVM would look up by its name each time. */
    @Override
    public Class<?> classForType(SerializedType type) {
        if (METADATA_TYPE.equals(type.getName())) {
            return MetaData.class;
        }
        return names.type(type.getName())
                .<Class<?>>map(named -> named)
                .orElseGet(() -> isUnreadable(type) ? UnreadableEvent.class : super.classForType(type));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S, T> T deserialize(SerializedObject<S> object) {
        if (EventRow.NO_METADATA.equals(object.getData()) && SerializedMetaData.isSerializedMetaData(object)) {
            return (T) MetaData.emptyInstance();
        }
        SerializedType type = object.getType();
        Class<?> named = names.type(type.getName()).orElse(null);
        if (named != null && object.getData() instanceof String json) {
            return read(json, named);
        }
        return isUnreadable(type)
                ? (T) new UnreadableEvent(type.getName(), revisionOf(type))
                : super.deserialize(object);
    }

    /** As Axon's serializer would, without its way from text by bytes to a stream: a quarter of what reading an event costs. */
    private <T> T read(String json, Class<?> type) {
        try {
            return readers.computeIfAbsent(type, getObjectMapper()::readerFor).readValue(json);
        } catch (JacksonException e) {
            throw new SerializationException("Error while deserializing object", e);
        }
    }

    /** Whether it is what this serializer would write today: the same name, and the same revision. */
    boolean writes(SerializedType type) {
        return names.type(type.getName())
                .filter(named -> revision(named).equals(type.getRevision()))
                .isPresent();
    }

    private boolean isUnreadable(SerializedType type) {
        return !type.equals(SerializedType.emptyType())
                && names.type(type.getName()).isEmpty()
                && !byClassName.test(type.getName());
    }

    private String revision(Class<?> type) {
        return Optional.ofNullable(getRevisionResolver().revisionOf(type)).orElse(FIRST_REVISION);
    }

    private static String revisionOf(SerializedType type) {
        return Optional.ofNullable(type.getRevision()).orElse("");
    }
}
