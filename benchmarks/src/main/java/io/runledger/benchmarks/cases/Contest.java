package io.runledger.benchmarks.cases;

import io.runledger.benchmarks.Compilers;
import io.runledger.benchmarks.Figures;
import io.runledger.benchmarks.Lab;
import java.util.Map;
import java.util.concurrent.Callable;

/** Contenders that are all in this process, so that what one of them has compiled anew can cost another. */
final class Contest {

    private Contest() {}

    /** What each does in a second, in turns, once all have had their warm-up. */
    static Figures of(Map<String, Callable<Double>> turns, Lab lab) throws Exception {
        WarmUp.untilCompiled(Compilers.ofThisProcess(), lab, ofTheirOwnLength -> oneRound(turns));
        lab.database().settle();
        return lab.alternate(turns);
    }

    private static double oneRound(Map<String, Callable<Double>> turns) throws Exception {
        double perSecond = 0;
        for (Callable<Double> turn : turns.values()) {
            perSecond += turn.call();
        }
        return perSecond / turns.size();
    }
}
