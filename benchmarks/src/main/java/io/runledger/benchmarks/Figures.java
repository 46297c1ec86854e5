package io.runledger.benchmarks;

import java.util.Map;
import java.util.Objects;

/** What each contender reached. */
public record Figures(Map<String, Samples> samples) {

    public Samples of(String contender) {
        return Objects.requireNonNull(samples.get(contender), contender);
    }
}
