package io.runledger.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a grant may pay for.
 *
 * @param proModels whether it may pay for models that the rate card marks as Pro
 * @param features the only features of the platform that it may pay for; empty: all, and runs that name none
 */
public record Scope(boolean proModels, List<String> features) {

    public static final Scope EVERYTHING = new Scope(true, List.of());

    public Scope(boolean proModels, @Nullable List<String> features) {
        this.proModels = proModels;
        this.features = features == null ? List.of() : List.copyOf(features);
        this.features.forEach(feature -> Ids.requireId("features", feature));
    }

    /**
     * @param feature of the run; null where it names none
     */
    public boolean covers(RunLine line, @Nullable String feature) {
        return (proModels || !line.pro()) && (features.isEmpty() || feature != null && features.contains(feature));
    }
}
