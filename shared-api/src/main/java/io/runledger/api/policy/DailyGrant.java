package io.runledger.api.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import io.runledger.api.Credits;
import io.runledger.api.Ids;
import io.runledger.api.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Free credits that come each day and are gone at its end.
 *
 * @param credits above 0
 * @param scope what they may pay for; everything unless the file says otherwise
 * @param eligibility who gets them; everyone unless the file says otherwise
 */
public record DailyGrant(Credits credits, Scope scope, Eligibility eligibility) {

    /** Who gets the daily credits. */
    public enum Eligibility {
        EVERYONE,
        /** Accounts without an active subscription. */
        UNSUBSCRIBED;

        @JsonValue
        public String wireName() {
            return Ids.wireName(this);
        }
    }

    public DailyGrant(@Nullable Credits credits, @Nullable Scope scope, @Nullable Eligibility eligibility) {
        this.credits = PolicyProblem.requirePresent(credits, "dailyGrant: credits");
        PolicyProblem.require(this.credits.isPositive(), "dailyGrant: credits must be above 0");
        this.scope = scope == null ? Scope.EVERYTHING : scope;
        this.eligibility = eligibility == null ? Eligibility.EVERYONE : eligibility;
    }

    /**
     * @param subscribed whether the account has an active subscription
     */
    public boolean isFor(boolean subscribed) {
        return eligibility == Eligibility.EVERYONE || !subscribed;
    }
}
