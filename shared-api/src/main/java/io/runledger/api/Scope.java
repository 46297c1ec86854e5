package io.runledger.api;

/**
 * What a grant may pay for.
 *
 * @param proModels whether it may pay for models that the rate card marks as Pro
 */
public record Scope(boolean proModels) {

    public static final Scope EVERYTHING = new Scope(true);

    public boolean covers(RunLine line) {
        return proModels || !line.pro();
    }
}
