package io.runledger.api;

import java.util.Comparator;
import java.util.List;

/** The rules of thresholds below which an account's owner is told that credits run low. */
public final class LowBalance {

    private static final int MOST = 10;

    private LowBalance() {}

    /**
     * @return the thresholds, the highest first
     * @throws InvalidValue if there are too many, or one is not above 0
     */
    public static List<Credits> checked(List<Credits> thresholds) {
        if (thresholds.size() > MOST) {
            throw new InvalidValue("lowBalance must have at most " + MOST + " thresholds");
        }
        thresholds.forEach(threshold -> threshold.requireSpendable("lowBalance"));
        return thresholds.stream().distinct().sorted(Comparator.reverseOrder()).toList();
    }

    /** The thresholds that a change of what is available has crossed downwards, the highest first. */
    public static List<Credits> crossed(List<Credits> thresholds, Credits before, Credits after) {
        return after.compareTo(before) >= 0
                ? List.of()
                : thresholds.stream()
                        .filter(threshold -> before.compareTo(threshold) >= 0 && after.compareTo(threshold) < 0)
                        .toList();
    }
}
