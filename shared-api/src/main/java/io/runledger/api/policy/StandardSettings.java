package io.runledger.api.policy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.runledger.api.Usage;
import org.jspecify.annotations.Nullable;

/**
 * How a model is used as a rule: what price lists show and estimates assume. A run has to say its own.
 *
 * @param seconds length of an output
 * @param tokens tokens of an output
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StandardSettings(
        @Nullable String quality,
        @Nullable String size,
        @Nullable Integer seconds,
        @Nullable Long tokens) {

    static final StandardSettings NONE = new StandardSettings(null, null, null, null);

    /** Whether nothing is said of them. */
    @JsonIgnore
    public boolean isNothing() {
        return equals(NONE);
    }

    /** One output of the model, so used. */
    public Usage of(String model) {
        return new Usage(model, quality, 1, seconds, tokens, size);
    }
}
