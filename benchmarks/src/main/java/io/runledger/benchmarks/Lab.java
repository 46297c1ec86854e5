package io.runledger.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Where cases are run: the database, how long, and who hears of the progress. */
public record Lab(TemporaryPostgres database, Options options) {

    /** Rounds of each contender, after one that only warms it up. */
    private static final int ROUNDS = 5;

    private static final int QUICK_ROUNDS = 2;

    public static final int SECONDS_MORE = 20;

    public int seconds() {
        return options.quick() ? 3 : 8;
    }

    /** A cold JVM is several times slower: both are warmed up for so long. */
    public int warmUpSeconds() {
        return options.quick() ? 8 : 45;
    }

    /** A server has much more code to compile than a loop of commands, and no more processors to do it with. */
    public int serverWarmUpSeconds() {
        return options.quick() ? 8 : 100;
    }

    /** How often a server is warmed up for {@link #SECONDS_MORE} more, while its compilers are still busy. */
    public int mostWarmUpsMore() {
        return options.quick() ? 0 : 6;
    }

    public void say(String progress) {
        System.err.printf("  %s%n", progress);
    }

    /** Has the contenders take turns, and gives the figures of each. */
    public Figures alternate(Map<String, Callable<Double>> contenders) throws Exception {
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        int rounds = options.quick() ? QUICK_ROUNDS : ROUNDS;
        for (int round = 1; round <= rounds; round++) {
            for (Map.Entry<String, Callable<Double>> contender : contenders.entrySet()) {
                double figure = contender.getValue().call();
                say("round %d of %d, %s: %.0f".formatted(round, rounds, contender.getKey(), figure));
                figures.computeIfAbsent(contender.getKey(), name -> new ArrayList<>())
                        .add(figure);
            }
        }
        Map<String, Samples> samples = new LinkedHashMap<>();
        figures.forEach((name, values) -> samples.put(name, new Samples(values)));
        return new Figures(samples);
    }
}
