package io.runledger.api.json;

import io.runledger.api.Credits;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads credits; where none are named there are none. */
final class CreditsReader extends ValueDeserializer<Credits> {

    @Override
    public Credits deserialize(JsonParser json, DeserializationContext context) {
        return json.hasToken(JsonToken.VALUE_NUMBER_INT) && json.getNumberType() == JsonParser.NumberType.INT
                ? Credits.ofMicros(json.getIntValue() * CreditsWriter.MICROS_PER_CREDIT)
                : Credits.of(json.getDecimalValue());
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
        return Credits.ZERO;
    }
}
