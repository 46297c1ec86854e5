package io.runledger.api.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.runledger.api.Credits;
import io.runledger.api.Source;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.module.SimpleModule;

/**
 * How events and snapshots are written: what is zero, false or empty is left out, and is there again when they are read.
 * Most of an event is, and what is stored for ever should say no more than it has to.
 */
public final class EventJson extends SimpleModule {

    public EventJson() {
        super("EventJson");
        addSerializer(Credits.class, new CreditsWriter());
        addDeserializer(Credits.class, new CreditsReader());
        addSerializer(Instant.class, new InstantWriter());
        addDeserializer(Instant.class, new InstantReader());
        addDeserializer(Source.class, new SourceReader());
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addValueInstantiators(new RecordMakers());
        context.configOverride(boolean.class).setIncludeAsProperty(only(JsonInclude.Include.NON_DEFAULT));
        context.configOverride(Credits.class).setIncludeAsProperty(only(JsonInclude.Include.NON_EMPTY));
        context.configOverride(List.class)
                .setIncludeAsProperty(only(JsonInclude.Include.NON_EMPTY))
                .setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    }

    private static JsonInclude.Value only(JsonInclude.Include include) {
        return JsonInclude.Value.construct(include, JsonInclude.Include.ALWAYS);
    }
}
