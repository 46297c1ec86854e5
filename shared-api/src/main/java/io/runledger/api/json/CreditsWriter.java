package io.runledger.api.json;

import io.runledger.api.Credits;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes credits as a plain number; the whole ones, which most are, without the way over decimals. */
final class CreditsWriter extends ValueSerializer<Credits> {

    static final long MICROS_PER_CREDIT = Credits.ofWhole(1).micros();

    @Override
    public void serialize(Credits credits, JsonGenerator json, SerializationContext context) {
        if (credits.micros() % MICROS_PER_CREDIT == 0) {
            json.writeNumber(credits.micros() / MICROS_PER_CREDIT);
        } else {
            json.writeNumber(credits.toDecimal());
        }
    }

    @Override
    public boolean isEmpty(SerializationContext context, Credits credits) {
        return credits.isZero();
    }
}
