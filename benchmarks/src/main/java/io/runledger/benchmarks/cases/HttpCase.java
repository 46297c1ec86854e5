package io.runledger.benchmarks.cases;

import io.runledger.benchmarks.Case;
import io.runledger.benchmarks.Child;
import io.runledger.benchmarks.Figures;
import io.runledger.benchmarks.HttpLoad;
import io.runledger.benchmarks.Lab;
import io.runledger.benchmarks.Load;
import io.runledger.benchmarks.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/** Reserve and capture over HTTP beside a plain Spring service, as fast as possible and at 70 % of that. */
final class HttpCase implements Case {

    private static final double SHARE = 0.7;
    private static final double BUSY_COMPILERS = 0.05;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String PLAIN = "plain Spring MVC + JdbcClient";

    @Override
    public String name() {
        return "http";
    }

    @Override
    public List<Result> run(Lab lab) throws Exception {
        try (Child ours = Servers.ledger(lab);
                Child plain = Servers.plain(lab)) {
            warmUp("ours", ours, lab);
            warmUp(PLAIN, plain, lab);
            lab.database().settle();
            Map<String, Callable<Double>> turns = new LinkedHashMap<>();
            add(turns, "ours", ours, lab);
            add(turns, PLAIN, plain, lab);
            Figures figures = lab.alternate(turns);
            return List.of(
                    Result.faster("requests over HTTP", "1/s", figures.of("ours"), PLAIN, figures.of(PLAIN), 2.5),
                    Result.noSlower("p99 at 70 %", "ms", figures.of(p99("ours")), PLAIN, figures.of(p99(PLAIN))));
        }
    }

    /**
     * As fast as possible, and right after that at 70 % of it: on a shared machine what was 70 % some minutes ago may be more than all
     * by now, and then it is only told how long the queue became.
     */
    private static void add(Map<String, Callable<Double>> turns, String name, Child server, Lab lab) {
        AtomicLong most = new AtomicLong();
        turns.put(name, () -> {
            most.set(Math.round(closed(server, lab.seconds())));
            return (double) most.get();
        });
        turns.put(
                p99(name), () -> open(server, lab.seconds(), most.get() * SHARE).millis(0.99));
    }

    private static String p99(String name) {
        return name + ", p99 in ms at 70 %";
    }

    /** At a fixed rate batches are smaller and other code runs hot: it would be compiled while p99 is measured. */
    private static void warmUp(String name, Child server, Lab lab) throws Exception {
        lab.say("warming up " + name);
        double most = warmUp(server, lab);
        lab.say("warming up " + name + " at 70 %");
        untilCompiled(
                server, lab, seconds -> open(server, seconds, most * SHARE).perSecond());
    }

    /**
     * On few processors the JVM takes minutes to compile a server; what is measured meanwhile is mostly that.
     *
     * @return requests a second at the end
     */
    static double warmUp(Child server, Lab lab) throws Exception {
        closed(server, lab.serverWarmUpSeconds());
        return untilCompiled(server, lab, seconds -> closed(server, seconds));
    }

    /** Something that keeps a server busy. */
    interface Traffic {

        /**
         * @param seconds how long, for what has no length of its own
         * @return how much was done in a second
         */
        double send(int seconds) throws Exception;
    }

    /**
     * @return what was done in a second at the end
     */
    static double untilCompiled(Child server, Lab lab, Traffic traffic) throws Exception {
        double perSecond = 0;
        double share = 1;
        for (int more = 0; more < lab.mostWarmUpsMore() && share > BUSY_COMPILERS; more++) {
            double before = server.compilerSeconds();
            long start = System.nanoTime();
            perSecond = traffic.send(Lab.SECONDS_MORE);
            share = (server.compilerSeconds() - before) / ((System.nanoTime() - start) / NANOS_PER_SECOND);
            lab.say("%.0f a second, compilers at %.0f %% of a processor".formatted(perSecond, 100 * share));
        }
        return perSecond;
    }

    static double closed(Child server, int seconds) throws Exception {
        return HttpLoad.closed(server.port(), Servers.CONNECTIONS, () -> RunRequests.onAnyOf(Servers.ACCOUNTS), seconds)
                .perSecond();
    }

    private static Load open(Child server, int seconds, double perSecond) throws Exception {
        return HttpLoad.open(
                server.port(), Servers.CONNECTIONS, () -> RunRequests.onAnyOf(Servers.ACCOUNTS), seconds, perSecond);
    }
}
