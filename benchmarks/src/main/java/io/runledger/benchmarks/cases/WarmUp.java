package io.runledger.benchmarks.cases;

import io.runledger.benchmarks.Compilers;
import io.runledger.benchmarks.Lab;

/** On few processors the JVM takes minutes to compile what is measured; what is measured meanwhile is mostly that. */
final class WarmUp {

    private static final double BUSY_COMPILERS = 0.05;
    private static final double NANOS_PER_SECOND = 1e9;

    private WarmUp() {}

    /** Something that keeps a process busy. */
    interface Traffic {

        /**
         * @param seconds how long, for what has no length of its own
         * @return how much was done in a second
         */
        double send(int seconds) throws Exception;
    }

    /**
     * Goes on until the compilers of the process are quiet, or have had their time.
     *
     * @return what was done in a second at the end
     */
    static double untilCompiled(Compilers compilers, Lab lab, Traffic traffic) throws Exception {
        double perSecond = 0;
        double share = 1;
        for (int more = 0; more < lab.mostWarmUpsMore() && share > BUSY_COMPILERS; more++) {
            double before = compilers.seconds();
            long start = System.nanoTime();
            perSecond = traffic.send(Lab.SECONDS_MORE);
            share = (compilers.seconds() - before) / ((System.nanoTime() - start) / NANOS_PER_SECOND);
            lab.say("%.0f a second, compilers at %.0f %% of a processor".formatted(perSecond, 100 * share));
        }
        return perSecond;
    }
}
