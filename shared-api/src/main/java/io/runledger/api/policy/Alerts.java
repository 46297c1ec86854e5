package io.runledger.api.policy;

import io.runledger.api.Credits;
import io.runledger.api.InvalidValue;
import io.runledger.api.LowBalance;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When an account's owner is warned.
 *
 * @param lowBalance the thresholds of accounts that have none of their own; none unless the file says otherwise
 * @param expiryWarning how long before they expire it is said that paid credits will; null: never
 */
public record Alerts(List<Credits> lowBalance, @Nullable Duration expiryWarning) {

    static final Alerts NONE = new Alerts(null, null);

    private static final Duration LONGEST_WARNING = Duration.ofDays(60);

    public Alerts(@Nullable List<Credits> lowBalance, @Nullable Duration expiryWarning) {
        this.lowBalance = lowBalance == null ? List.of() : checked(lowBalance);
        this.expiryWarning = expiryWarning;
        PolicyProblem.require(
                expiryWarning == null || Policy.isWithin(expiryWarning, LONGEST_WARNING),
                "alerts: expiryWarning must be above 0 and at most 60 days",
                "expiryWarning");
    }

    private static List<Credits> checked(List<Credits> thresholds) {
        try {
            return LowBalance.checked(thresholds);
        } catch (InvalidValue e) {
            throw new PolicyProblem("alerts: " + e.getMessage(), "lowBalance");
        }
    }
}
