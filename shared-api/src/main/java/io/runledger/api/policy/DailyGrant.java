package io.runledger.api.policy;

import io.runledger.api.Credits;
import io.runledger.api.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Free credits that come each day and are gone at its end.
 *
 * @param credits above 0
 * @param scope what they may pay for; everything unless the file says otherwise
 */
public record DailyGrant(Credits credits, Scope scope) {

    public DailyGrant(@Nullable Credits credits, @Nullable Scope scope) {
        this.credits = PolicyProblem.requirePresent(credits, "dailyGrant: credits");
        PolicyProblem.require(this.credits.isPositive(), "dailyGrant: credits must be above 0");
        this.scope = scope == null ? Scope.EVERYTHING : scope;
    }
}
