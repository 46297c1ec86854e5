package io.runledger.api.policy;

import org.jspecify.annotations.Nullable;

/** A policy that makes no sense; the message says which part and why. */
public final class PolicyProblem extends IllegalArgumentException {

    public PolicyProblem(String message) {
        super(message);
    }

    static void require(boolean sensible, String message) {
        if (!sensible) {
            throw new PolicyProblem(message);
        }
    }

    static <T> T requirePresent(@Nullable T part, String name) {
        if (part == null) {
            throw new PolicyProblem(name + " is required");
        }
        return part;
    }
}
