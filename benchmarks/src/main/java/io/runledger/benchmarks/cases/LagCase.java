package io.runledger.benchmarks.cases;

import io.runledger.benchmarks.Case;
import io.runledger.benchmarks.Child;
import io.runledger.benchmarks.Figures;
import io.runledger.benchmarks.Http;
import io.runledger.benchmarks.HttpLoad;
import io.runledger.benchmarks.Lab;
import io.runledger.benchmarks.Load;
import io.runledger.benchmarks.Load.Client;
import io.runledger.benchmarks.Result;
import io.runledger.benchmarks.Samples;
import io.runledger.command.CommandSideApplication;
import io.runledger.query.QuerySideApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long after a command's answer the balance shows it, while others send half of what the server can take. */
final class LagCase implements Case {

    private static final double HALF = 0.5;
    private static final String PROBE = "probe";

    /** So that a hundredth of a round's answers is more than one or two. */
    private static final int ROUNDS_AS_LONG = 2;

    private static final double PROBES_PER_SECOND = 20;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Pattern VERSION = Pattern.compile("\"version\":(\\d+)");

    @Override
    public String name() {
        return "lag";
    }

    @Override
    public List<Result> run(Lab lab) throws Exception {
        List<Result> results = new ArrayList<>();
        try (Child both = Servers.ledger(lab)) {
            results.add(measure("projection lag p99, one process", both, both, 100, lab));
        }
        String url = lab.database().fresh();
        try (Child commands = Child.server(CommandSideApplication.class, url, List.of("-Xms512m", "-Xmx512m"));
                Child queries = Child.server(QuerySideApplication.class, url, List.of("-Xms512m", "-Xmx512m"))) {
            for (int i = 0; i < Servers.ACCOUNTS; i++) {
                Servers.openWithCredits(commands, Runs.account(i));
            }
            results.add(measure("projection lag p99, two processes", commands, queries, 250, lab));
        }
        return results;
    }

    private static Result measure(String what, Child commands, Child queries, double most, Lab lab) throws Exception {
        lab.say("warming up for " + what);
        HttpCase.warmUp(commands, lab);
        lab.database().settle();
        double maximum = HttpCase.closed(commands, lab.seconds());
        lab.say("%s, at half of %.0f requests per second".formatted(what, maximum));
        Servers.openWithCredits(commands, PROBE);
        // What the maximum has left undone is not what half of it would; and other code runs hot now, that of the
        // answers too.
        lags(commands, queries, maximum, lab.warmUpSeconds());
        int seconds = ROUNDS_AS_LONG * lab.seconds();
        Figures figures = lab.alternate(Map.of(what, () -> p99(lags(commands, queries, maximum, seconds))));
        return Result.atMost(what, "ms", figures.of(what), most);
    }

    /** In milliseconds. */
    private static double p99(List<Long> lags) {
        long[] nanos = lags.stream().mapToLong(Long::longValue).toArray();
        return Samples.percentile(nanos, 0.99) / NANOS_PER_MILLI;
    }

    /** How long each of the probe's runs took to be seen, at half of the maximum. */
    private static List<Long> lags(Child commands, Child queries, double maximum, int seconds) throws Exception {
        List<Long> lags = new ArrayList<>();
        try (Http write = new Http(commands.port());
                Http read = new Http(queries.port())) {
            Thread probing = new Thread(() -> probe(write, read, lags, seconds));
            probing.start();
            halfLoad(commands, maximum, seconds);
            probing.join();
        }
        return lags;
    }

    private static void halfLoad(Child commands, double maximum, int seconds) throws Exception {
        HttpLoad.open(
                commands.port(), Servers.CONNECTIONS, RunRequests.onAnyOf(Servers.ACCOUNTS), seconds, maximum * HALF);
    }

    private static void probe(Http write, Http read, List<Long> lags, int seconds) {
        Client client = () -> {
            String run = Runs.newRun();
            String answer = write.post(
                    "/v1/accounts/" + PROBE + "/reservations",
                    "application/json",
                    "{\"runId\":\"%s\",\"credits\":1}".formatted(run));
            Matcher version = VERSION.matcher(answer);
            if (!version.find()) {
                throw new IllegalStateException("There is no version in " + answer);
            }
            long start = System.nanoTime();
            read.get("/v1/accounts/" + PROBE + "/balance?minVersion=" + version.group(1));
            lags.add(System.nanoTime() - start);
            write.post("/v1/accounts/" + PROBE + "/reservations/" + run + "/capture", "application/json", "{}");
        };
        try {
            Load.open(List.of(client), seconds, PROBES_PER_SECOND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
