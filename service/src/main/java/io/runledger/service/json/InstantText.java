package io.runledger.service.json;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads an instant from ISO text only. Jackson would take a number too, and guess whether it means milliseconds. */
final class InstantText extends StdScalarDeserializer<Instant> {

    InstantText() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (Instant) context.handleUnexpectedToken(Instant.class, parser);
        }
        Optional<Instant> instant = Instants.parse(parser.getString());
        return instant.isPresent()
                ? instant.get()
                : (Instant) context.handleWeirdStringValue(Instant.class, parser.getString(), "not an instant");
    }
}
