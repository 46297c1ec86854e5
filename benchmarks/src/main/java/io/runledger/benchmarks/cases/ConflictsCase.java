package io.runledger.benchmarks.cases;

import io.runledger.benchmarks.Case;
import io.runledger.benchmarks.Figures;
import io.runledger.benchmarks.Lab;
import io.runledger.benchmarks.Load;
import io.runledger.benchmarks.Load.Client;
import io.runledger.benchmarks.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

/** One command in a hundred goes through another node, so that this one's copy of the account is not the newest. */
final class ConflictsCase implements Case {

    private static final int CLIENTS = 32;
    private static final int ACCOUNTS = 500;
    private static final double ELSEWHERE = 0.01;

    @Override
    public String name() {
        return "conflicts";
    }

    @Override
    public List<Result> run(Lab lab) throws Exception {
        String url = lab.database().fresh();
        try (Wallets node = Ledger.on(url);
                Wallets other = Ledger.on(url)) {
            Runs.open(node, ACCOUNTS);
            Wallets mixed = new Mixed(node, other);
            lab.say("warming up");
            Load.closed(Runs.clients(mixed, CLIENTS, ACCOUNTS), lab.warmUpSeconds());
            Map<String, Callable<Double>> turns = new LinkedHashMap<>();
            turns.put("with 1 % on another node", () -> perSecond(mixed, lab));
            turns.put("without", () -> perSecond(node, lab));
            Figures figures = Contest.of(turns, lab);
            return List.of(Result.faster(
                    "commands, 1 % conflicts",
                    "1/s", figures.of("with 1 % on another node"), "without conflicts", figures.of("without"), 0.7));
        }
    }

    private static double perSecond(Wallets wallets, Lab lab) throws InterruptedException {
        List<Client> clients = Runs.clients(wallets, CLIENTS, ACCOUNTS);
        return Load.closed(clients, lab.seconds()).perSecond();
    }

    private record Mixed(Wallets usual, Wallets other) implements Wallets {

        private Wallets any() {
            return ThreadLocalRandom.current().nextDouble() < ELSEWHERE ? other : usual;
        }

        @Override
        public void open(String account) {
            usual.open(account);
        }

        @Override
        public void reserve(String account, String run) {
            any().reserve(account, run);
        }

        @Override
        public void capture(String account, String run) {
            any().capture(account, run);
        }

        @Override
        public void close() {
            usual.close();
        }
    }
}
