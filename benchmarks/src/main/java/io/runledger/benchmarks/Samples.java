package io.runledger.benchmarks;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Figures of the same thing.
 *
 * @param rounds one each, in the order in which they were measured
 */
public record Samples(List<Double> rounds) {

    public Samples {
        rounds = List.copyOf(rounds);
    }

    public static Samples of(double one) {
        return new Samples(List.of(one));
    }

    public double median() {
        List<Double> sorted = rounds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double lowest() {
        return Collections.min(rounds);
    }

    public double highest() {
        return Collections.max(rounds);
    }

    /**
     * How many times the others these are: the median of what each round says. The two of a round are measured one right after the
     * other, so that a machine whose speed changes moves both alike; the two medians it can move apart.
     *
     * @throws IllegalArgumentException if they are not of as many rounds
     */
    public double times(Samples others) {
        if (rounds.size() != others.rounds.size()) {
            throw new IllegalArgumentException("%d rounds beside %d".formatted(rounds.size(), others.rounds.size()));
        }
        return new Samples(IntStream.range(0, rounds.size())
                        .mapToObj(round -> rounds.get(round) / others.rounds.get(round))
                        .toList())
                .median();
    }

    /** The smallest figure that this share of all is not above. */
    public static long percentile(long[] figures, double share) {
        long[] sorted = figures.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted.length == 0 ? 0 : sorted[Math.max(0, rank - 1)];
    }
}
