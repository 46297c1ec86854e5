package io.runledger.benchmarks.cases;

import io.runledger.benchmarks.Case;
import io.runledger.benchmarks.Child;
import io.runledger.benchmarks.Http;
import io.runledger.benchmarks.HttpLoad;
import io.runledger.benchmarks.Lab;
import io.runledger.benchmarks.Result;
import io.runledger.benchmarks.Samples;
import io.runledger.command.CommandSideApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory a process with 1 GB takes that has many accounts in its cache, each with twenty closed runs. */
final class MemoryCase implements Case {

    private static final String TEMPLATE = "acct-000000";
    private static final int RUNS = 20;
    private static final int LINES = 500;
    private static final double BYTES_PER_MEGABYTE = 1024.0 * 1024;
    private static final int MOST_MEGABYTES = 1024;
    private static final Pattern HEAP = Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"[^}]*} ([0-9.E]+)");

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Result> run(Lab lab) throws Exception {
        int accounts = lab.options().accounts();
        String url = lab.database().fresh();
        lab.say("making %d accounts".formatted(accounts));
        int events = makeOne(url);
        ManyEvents.multiply(url, (long) accounts * events);
        try (Child ledger = Child.server(CommandSideApplication.class, url, List.of("-Xmx1g"));
                Http http = new Http(ledger.port())) {
            lab.say("loading all of them");
            for (int first = 1; first < accounts; first += LINES) {
                touch(http, first, Math.min(accounts, first + LINES));
            }
            double megabytes = heapAfterCollection(ledger) / BYTES_PER_MEGABYTE;
            lab.say("%.0f MB; and now it is at work".formatted(megabytes));
            double perSecond = runsOn(ledger, accounts, lab);
            return List.of(
                    Result.atMost("heap, %d accounts".formatted(accounts), "MB", Samples.of(megabytes), MOST_MEGABYTES),
                    Result.figure("requests with all of them", "1/s", Samples.of(perSecond)));
        }
    }

    /** One account with closed runs, of which all the others are copies. */
    private static int makeOne(String url) throws Exception {
        try (Wallets ledger = Ledger.on(url)) {
            ledger.open(TEMPLATE);
            for (int i = 0; i < RUNS; i++) {
                String run = Runs.newRun();
                ledger.reserve(TEMPLATE, run);
                ledger.capture(TEMPLATE, run);
            }
        }
        // Opened, the day's free credits, the grant, and two for each run.
        return 3 + 2 * RUNS;
    }

    private static void touch(Http http, int first, int end) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int copy = first; copy < end; copy++) {
            lines.append("{\"command\":\"reserve\",\"account\":\"%s-%d\",\"runId\":\"%s\",\"credits\":1}\n"
                    .formatted(TEMPLATE, copy, Runs.newRun()));
        }
        String answers = http.post("/v1/commands", "application/x-ndjson", lines.toString());
        if (answers.lines().anyMatch(line -> !line.contains("\"status\":201"))) {
            throw new IllegalStateException("An account could not be loaded: " + answers);
        }
    }

    private static double heapAfterCollection(Child child) throws Exception {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        new ProcessBuilder(jcmd, String.valueOf(child.pid()), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        Matcher used = HEAP.matcher(child.call("GET", "/actuator/prometheus", ""));
        double bytes = 0;
        while (used.find()) {
            bytes += Double.parseDouble(used.group(1));
        }
        return bytes;
    }

    private static double runsOn(Child ledger, int accounts, Lab lab) throws Exception {
        return HttpLoad.closed(
                        ledger.port(),
                        Servers.CONNECTIONS,
                        () -> new RunRequests(() -> TEMPLATE + "-"
                                + (1 + ThreadLocalRandom.current().nextInt(accounts - 1))),
                        lab.serverWarmUpSeconds())
                .perSecond();
    }
}
