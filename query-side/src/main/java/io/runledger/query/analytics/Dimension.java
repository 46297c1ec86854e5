package io.runledger.query.analytics;

import io.runledger.api.InvalidValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What usage can be grouped by; each is a column of the same name. */
enum Dimension {
    MODEL,
    MEMBER,
    FEATURE,
    DAY;

    /**
     * @param names as in {@code model,day}
     * @throws InvalidValue if one is unknown or comes twice, or there is none
     */
    static Set<Dimension> named(List<String> names) {
        EnumSet<Dimension> dimensions = EnumSet.noneOf(Dimension.class);
        for (String name : names) {
            if (!dimensions.add(named(name))) {
                throw new InvalidValue("groupBy must name " + name + " once");
            }
        }
        if (dimensions.isEmpty()) {
            throw invalid();
        }
        return dimensions;
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Dimension named(String name) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.column().equals(name))
                .findFirst()
                .orElseThrow(Dimension::invalid);
    }

    private static InvalidValue invalid() {
        return new InvalidValue("groupBy must be one or more of "
                + Arrays.stream(values()).map(Dimension::column).toList() + ", with commas between");
    }
}
