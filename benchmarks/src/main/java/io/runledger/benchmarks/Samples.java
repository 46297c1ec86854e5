package io.runledger.benchmarks;

import java.util.Arrays;
import java.util.List;

/** Figures of the same thing, from several rounds. */
public record Samples(List<Double> values) {

    public Samples {
        values = values.stream().sorted().toList();
    }

    public static Samples of(double one) {
        return new Samples(List.of(one));
    }

    public double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    public double lowest() {
        return values.get(0);
    }

    public double highest() {
        return values.get(values.size() - 1);
    }

    /** The smallest figure that this share of all is not above. */
    public static long percentile(long[] figures, double share) {
        long[] sorted = figures.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted.length == 0 ? 0 : sorted[Math.max(0, rank - 1)];
    }
}
