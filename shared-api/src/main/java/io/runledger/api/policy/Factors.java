package io.runledger.api.policy;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** By what a setting, such as a quality, multiplies a price. */
final class Factors {

    private static final BigDecimal MOST = new BigDecimal("1000000");
    private static final int MOST_DECIMALS = 12;

    private Factors() {}

    /** In the order of the file. */
    static Map<String, BigDecimal> checked(@Nullable Map<String, BigDecimal> factors, String field) {
        Map<String, BigDecimal> checked = factors == null ? Map.of() : new LinkedHashMap<>(factors);
        checked.forEach((setting, factor) -> {
            String which = field + ": the factor of " + setting;
            PolicyProblem.require(factor.signum() > 0, which + " must be above 0", field, setting);
            PolicyProblem.require(factor.compareTo(MOST) <= 0, which + " must be at most " + MOST, field, setting);
            PolicyProblem.require(
                    factor.stripTrailingZeros().scale() <= MOST_DECIMALS,
                    which + " must have at most " + MOST_DECIMALS + " decimals",
                    field,
                    setting);
        });
        return Collections.unmodifiableMap(checked);
    }

    /** 1 where nothing is said, or where the setting never changes the price. */
    static BigDecimal of(Map<String, BigDecimal> factors, @Nullable String setting) {
        return setting == null ? BigDecimal.ONE : factors.getOrDefault(setting, BigDecimal.ONE);
    }

    /** Why a setting has no factor; empty if it has one, or needs none. */
    static Optional<String> objection(Map<String, BigDecimal> factors, @Nullable String setting, String what) {
        return setting == null || factors.isEmpty() || factors.containsKey(setting)
                ? Optional.empty()
                : Optional.of("has no " + what + " " + setting + "; it has " + String.join(", ", factors.keySet()));
    }
}
