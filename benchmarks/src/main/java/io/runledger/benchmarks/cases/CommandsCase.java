package io.runledger.benchmarks.cases;

import io.runledger.api.policy.Policy;
import io.runledger.benchmarks.Case;
import io.runledger.benchmarks.Figures;
import io.runledger.benchmarks.Lab;
import io.runledger.benchmarks.Load;
import io.runledger.benchmarks.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;

/** Commands in one process, each a transaction of its own: RunLedger, Axon's own engine, and SQL by hand. */
final class CommandsCase implements Case {

    private static final int CLIENTS = 32;
    private static final int ACCOUNTS = 500;
    private static final String THREADLESS = "ours, without threads";

    @Override
    public String name() {
        return "commands";
    }

    @Override
    public List<Result> run(Lab lab) throws Exception {
        String url = lab.database().fresh();
        try (Ledger ours = Ledger.on(url);
                Wallets axon = new StockAxonWallets(lab.database().fresh(), CLIENTS, policy(lab));
                Wallets two = SqlWallets.inTwoStatements(lab.database().fresh(), CLIENTS);
                Wallets one = SqlWallets.inOneStatement(lab.database().fresh(), CLIENTS)) {
            Map<String, Wallets> contenders = new LinkedHashMap<>();
            contenders.put("ours", ours);
            contenders.put("Axon's JDBC engine", axon);
            contenders.put("SQL, two statements", two);
            contenders.put("SQL, one statement", one);
            Map<String, Callable<Double>> turns = turns(contenders, ACCOUNTS, lab);
            turns.put(THREADLESS, () -> ThreadlessRuns.perSecond(ours.commands(), CLIENTS, ACCOUNTS, lab.seconds()));
            Figures figures = Contest.of(turns, lab);
            return List.of(
                    Result.faster(
                            "commands in process, clients without threads",
                            "1/s",
                            figures.of(THREADLESS),
                            "Axon's JDBC engine",
                            figures.of("Axon's JDBC engine"),
                            3),
                    compare(figures, "Axon's JDBC engine", 3),
                    compare(figures, "SQL, two statements", 2),
                    compare(figures, "SQL, one statement", 1));
        }
    }

    private static Result compare(Figures figures, String peer, double atLeast) {
        return Result.faster("commands in process", "1/s", figures.of("ours"), peer, figures.of(peer), atLeast);
    }

    private static Policy policy(Lab lab) throws Exception {
        try (ConfigurableApplicationContext context =
                Ledger.context(lab.database().fresh())) {
            return context.getBean(Policy.class);
        }
    }

    /** Operations per second of each contender, in turns. */
    static Figures alternate(Map<String, Wallets> contenders, int accounts, Lab lab) throws Exception {
        return Contest.of(turns(contenders, accounts, lab), lab);
    }

    private static Map<String, Callable<Double>> turns(Map<String, Wallets> contenders, int accounts, Lab lab)
            throws Exception {
        Map<String, Callable<Double>> turns = new LinkedHashMap<>();
        for (Map.Entry<String, Wallets> contender : contenders.entrySet()) {
            Wallets wallets = contender.getValue();
            Runs.open(wallets, accounts);
            lab.say("warming up " + contender.getKey());
            Load.closed(Runs.clients(wallets, CLIENTS, accounts), lab.warmUpSeconds());
            turns.put(
                    contender.getKey(),
                    () -> Load.closed(Runs.clients(wallets, CLIENTS, accounts), lab.seconds())
                            .perSecond());
        }
        return turns;
    }
}
