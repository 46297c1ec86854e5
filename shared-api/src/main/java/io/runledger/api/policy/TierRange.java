package io.runledger.api.policy;

import io.runledger.api.Credits;
import org.jspecify.annotations.Nullable;

/**
 * Between which base prices the models of a tier lie; free models aside.
 *
 * @param from the lowest, inclusive
 * @param to the highest, inclusive
 */
public record TierRange(Credits from, Credits to) {

    public TierRange(@Nullable Credits from, @Nullable Credits to) {
        this.from = PolicyProblem.requirePresent(from, "tiers: from");
        this.to = PolicyProblem.requirePresent(to, "tiers: to");
        PolicyProblem.require(this.from.micros() >= 0, "tiers: from must not be below 0");
        PolicyProblem.require(this.from.compareTo(this.to) <= 0, "tiers: from must not be above to");
    }

    boolean holds(Credits price) {
        return price.isZero() || from.compareTo(price) <= 0 && price.compareTo(to) <= 0;
    }
}
