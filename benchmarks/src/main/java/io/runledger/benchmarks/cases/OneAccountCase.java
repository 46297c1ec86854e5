package io.runledger.benchmarks.cases;

import io.runledger.benchmarks.Case;
import io.runledger.benchmarks.Figures;
import io.runledger.benchmarks.Lab;
import io.runledger.benchmarks.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A team's wallet: all clients on one account, beside SQL on one row. */
final class OneAccountCase implements Case {

    private static final int CLIENTS = 32;

    @Override
    public String name() {
        return "one-account";
    }

    @Override
    public List<Result> run(Lab lab) throws Exception {
        try (Wallets ours = Ledger.on(lab.database().fresh());
                Wallets two = SqlWallets.inTwoStatements(lab.database().fresh(), CLIENTS);
                Wallets one = SqlWallets.inOneStatement(lab.database().fresh(), CLIENTS)) {
            Map<String, Wallets> contenders = new LinkedHashMap<>();
            contenders.put("ours", ours);
            contenders.put("SQL on one row, two statements", two);
            contenders.put("SQL on one row, one statement", one);
            Figures figures = CommandsCase.alternate(contenders, 1, lab);
            return contenders.keySet().stream()
                    .filter(name -> !name.equals("ours"))
                    .map(peer -> Result.faster("one account", "1/s", figures.of("ours"), peer, figures.of(peer), 5))
                    .toList();
        }
    }
}
