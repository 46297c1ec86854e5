package io.runledger.benchmarks.cases;

import io.runledger.benchmarks.Case;
import io.runledger.benchmarks.Child;
import io.runledger.benchmarks.Figures;
import io.runledger.benchmarks.Lab;
import io.runledger.benchmarks.Result;
import io.runledger.standalone.StandaloneApplication;
import java.util.List;
import java.util.Map;

/** From nothing to the first answer, on a database that is there. */
final class StartUpCase implements Case {

    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public String name() {
        return "start-up";
    }

    @Override
    public List<Result> run(Lab lab) throws Exception {
        String url = lab.database().fresh();
        start(url);
        Figures figures = lab.alternate(Map.of("start", () -> start(url)));
        return List.of(Result.figure("start-up of the standalone", "s", figures.of("start")));
    }

    private static double start(String url) throws Exception {
        long start = System.nanoTime();
        try (Child child = Child.server(StandaloneApplication.class, url, List.of())) {
            child.call("GET", "/actuator/health", "");
            return (System.nanoTime() - start) / NANOS_PER_SECOND;
        }
    }
}
