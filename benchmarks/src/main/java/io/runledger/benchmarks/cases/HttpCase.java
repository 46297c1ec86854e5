package io.runledger.benchmarks.cases;

import io.runledger.benchmarks.Case;
import io.runledger.benchmarks.Child;
import io.runledger.benchmarks.Figures;
import io.runledger.benchmarks.HttpLoad;
import io.runledger.benchmarks.Lab;
import io.runledger.benchmarks.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Reserve and capture over HTTP beside a plain Spring service, as fast as possible and at 70 % of that. */
final class HttpCase implements Case {

    private static final double SHARE = 0.7;
    private static final double BUSY_COMPILERS = 0.05;
    private static final String PLAIN = "plain Spring MVC + JdbcClient";

    @Override
    public String name() {
        return "http";
    }

    @Override
    public List<Result> run(Lab lab) throws Exception {
        try (Child ours = Servers.ledger(lab);
                Child plain = Servers.plain(lab)) {
            Map<String, Child> servers = new LinkedHashMap<>();
            servers.put("ours", ours);
            servers.put(PLAIN, plain);
            Map<String, Callable<Double>> turns = new LinkedHashMap<>();
            for (Map.Entry<String, Child> server : servers.entrySet()) {
                lab.say("warming up " + server.getKey());
                warmUp(server.getValue(), lab);
                turns.put(server.getKey(), () -> closed(server.getValue(), lab.seconds()));
            }
            lab.database().settle();
            Figures most = lab.alternate(turns);
            Map<String, Callable<Double>> p99 = new LinkedHashMap<>();
            servers.forEach((name, server) ->
                    p99.put(name, () -> p99(server, most.of(name).median() * SHARE, lab)));
            Figures latency = lab.alternate(p99);
            return List.of(
                    Result.faster("requests over HTTP", "1/s", most.of("ours"), PLAIN, most.of(PLAIN), 2.5),
                    Result.noSlower("p99 at 70 %", "ms", latency.of("ours"), PLAIN, latency.of(PLAIN)));
        }
    }

    /** On few processors the JVM takes minutes to compile a server; what is measured meanwhile is mostly that. */
    static void warmUp(Child server, Lab lab) throws Exception {
        closed(server, lab.serverWarmUpSeconds());
        double share = 1;
        for (int more = 0; more < lab.mostWarmUpsMore() && share > BUSY_COMPILERS; more++) {
            double before = server.compilerSeconds();
            double perSecond = closed(server, Lab.SECONDS_MORE);
            share = (server.compilerSeconds() - before) / Lab.SECONDS_MORE;
            lab.say("%.0f a second, compilers at %.0f %% of a processor".formatted(perSecond, 100 * share));
        }
    }

    static double closed(Child server, int seconds) throws Exception {
        return HttpLoad.closed(server.port(), Servers.CONNECTIONS, () -> RunRequests.onAnyOf(Servers.ACCOUNTS), seconds)
                .perSecond();
    }

    private static double p99(Child server, double perSecond, Lab lab) throws Exception {
        return HttpLoad.open(
                        server.port(),
                        Servers.CONNECTIONS,
                        () -> RunRequests.onAnyOf(Servers.ACCOUNTS),
                        lab.seconds(),
                        perSecond)
                .millis(0.99);
    }
}
