package io.runledger.benchmarks.cases;

import io.runledger.benchmarks.Case;
import io.runledger.benchmarks.Child;
import io.runledger.benchmarks.Figures;
import io.runledger.benchmarks.Http;
import io.runledger.benchmarks.Lab;
import io.runledger.benchmarks.Load;
import io.runledger.benchmarks.Load.Client;
import io.runledger.benchmarks.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

/** Commands in batches beside single calls, both over HTTP on the same server. */
final class BatchCase implements Case {

    private static final int CONNECTIONS = 8;
    private static final int LINES = 500;
    private static final String SINGLE = "single calls";

    @Override
    public String name() {
        return "batch";
    }

    @Override
    public List<Result> run(Lab lab) throws Exception {
        try (Child server = Servers.ledger(lab)) {
            lab.say("warming up");
            HttpCase.warmUp(server, lab);
            batches(server, lab.warmUpSeconds() / 2);
            Map<String, Callable<Double>> turns = new LinkedHashMap<>();
            turns.put("ours", () -> batches(server, lab.seconds()));
            turns.put(SINGLE, () -> HttpCase.closed(server, lab.seconds()));
            Figures figures = lab.alternate(turns);
            return List.of(
                    Result.faster("batch call, commands", "1/s", figures.of("ours"), SINGLE, figures.of(SINGLE), 2));
        }
    }

    private static double batches(Child server, int seconds) throws Exception {
        List<Http> connections = new ArrayList<>();
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Http http = new Http(server.port());
            connections.add(http);
            clients.add(() -> send(http));
        }
        try {
            return Load.closed(clients, seconds).perSecond() * LINES;
        } finally {
            for (Http connection : connections) {
                connection.close();
            }
        }
    }

    private static void send(Http http) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < LINES; i += 2) {
            String account = Runs.account(ThreadLocalRandom.current().nextInt(Servers.ACCOUNTS));
            String run = Runs.newRun();
            lines.append("""
                    {"command":"reserve","account":"%1$s","runId":"%2$s","usage":[{"model":"%3$s","count":1}],"member":"m-1"}
                    {"command":"capture","account":"%1$s","runId":"%2$s"}
                    """.formatted(account, run, Wallets.MODEL));
        }
        String answers = http.post("/v1/commands", "application/x-ndjson", lines.toString());
        long good =
                answers.lines().filter(line -> line.contains("\"status\":20")).count();
        if (good != LINES) {
            throw new IllegalStateException("Of %d lines %d were accepted: %s".formatted(LINES, good, answers));
        }
    }
}
