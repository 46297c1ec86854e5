package io.runledger.api.json;

import io.runledger.api.Source;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads a source; Jackson's own way of calling a factory takes longer than all the rest of it. */
final class SourceReader extends ValueDeserializer<Source> {

    @Override
    public Source deserialize(JsonParser json, DeserializationContext context) {
        return Source.of(json.getString());
    }
}
