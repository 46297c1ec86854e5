package io.runledger.api;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Shares an amount out in proportion, so that the shares add up to it to the last micro-credit. */
public final class Split {

    private Split() {}

    /**
     * Largest-remainder (Hamilton) apportionment. Where all weights are zero, the shares are as equal as can be. Ties go
     * to the earlier share.
     *
     * @param total not below zero
     * @param weights not below zero, at least one
     * @return one share a weight, in the same order
     */
    public static List<Credits> byLargestRemainder(Credits total, List<Credits> weights) {
        Credits sum = Credits.sum(weights, weight -> weight);
        if (sum.equals(total)) {
            return weights;
        }
        if (sum.isZero()) {
            return byLargestRemainder(
                    total, weights.stream().map(zero -> Credits.ofMicros(1)).toList());
        }
        List<BigInteger[]> quotas = weights.stream()
                .map(weight -> big(total).multiply(big(weight)).divideAndRemainder(big(sum)))
                .toList();
        long[] shares =
                quotas.stream().mapToLong(quota -> quota[0].longValueExact()).toArray();
        long left = total.micros()
                - IntStream.range(0, shares.length).mapToLong(i -> shares[i]).sum();
        IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> quotas.get(i)[1]).reversed())
                .limit(left)
                .forEach(i -> shares[i]++);
        List<Credits> split = new ArrayList<>(shares.length);
        for (long share : shares) {
            split.add(Credits.ofMicros(share));
        }
        return split;
    }

    private static BigInteger big(Credits credits) {
        return BigInteger.valueOf(credits.micros());
    }
}
