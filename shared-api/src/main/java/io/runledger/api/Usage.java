package io.runledger.api;

import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What a run asks of one model, as the gateway says it.
 *
 * @param count outputs, 1 unless said
 * @param seconds length of each output, in seconds
 * @param tokens tokens of each output
 */
public record Usage(
        String model,
        @Nullable String quality,
        @Nullable Integer count,
        @Nullable Integer seconds,
        @Nullable Long tokens,
        @Nullable String size) {

    private static final int MOST_OUTPUTS = 10_000;
    private static final int MOST_SECONDS = 86_400;
    private static final long MOST_TOKENS = 1_000_000_000L;

    public Usage {
        Ids.requireId("model", model);
        Ids.optionalId("quality", quality);
        Ids.optionalId("size", size);
        requireWithin("count", count, MOST_OUTPUTS);
        requireWithin("seconds", seconds, MOST_SECONDS);
        requireWithin("tokens", tokens, MOST_TOKENS);
    }

    public static Usage of(String model, int count) {
        return new Usage(model, null, count, null, null, null);
    }

    public int outputs() {
        return count == null ? 1 : count;
    }

    /** One text a meaning, whatever fields come later: those that are not said are left out. */
    @Override
    public String toString() {
        StringJoiner said = new StringJoiner(",", "{", "}").add(model).add("count:" + outputs());
        addIfSaid(said, "quality", quality);
        addIfSaid(said, "seconds", seconds);
        addIfSaid(said, "tokens", tokens);
        addIfSaid(said, "size", size);
        return said.toString();
    }

    private static void addIfSaid(StringJoiner said, String field, @Nullable Object value) {
        if (value != null) {
            said.add(field + ":" + value);
        }
    }

    private static void requireWithin(String field, @Nullable Number value, long most) {
        if (value != null && (value.longValue() < 1 || value.longValue() > most)) {
            throw new InvalidValue(field + " must be a whole number from 1 to " + most);
        }
    }
}
