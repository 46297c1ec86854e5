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
        WarmUp.untilCompiled(
                server.compilers(),
                lab,
                seconds -> open(server, seconds, most * SHARE).perSecond());
    }

    /**
     * @return requests a second at the end
     */
    static double warmUp(Child server, Lab lab) throws Exception {
        closed(server, lab.serverWarmUpSeconds());
        return WarmUp.untilCompiled(server.compilers(), lab, seconds -> closed(server, seconds));
    }

    static double closed(Child server, int seconds) throws Exception {
        return HttpLoad.closed(server.port(), Servers.CONNECTIONS, RunRequests.onAnyOf(Servers.ACCOUNTS), seconds)
                .perSecond();
    }

    private static Load open(Child server, int seconds, double perSecond) throws Exception {
        return HttpLoad.open(
                server.port(), Servers.CONNECTIONS, RunRequests.onAnyOf(Servers.ACCOUNTS), seconds, perSecond);
    }
}
