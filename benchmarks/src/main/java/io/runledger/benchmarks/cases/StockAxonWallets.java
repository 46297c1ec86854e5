package io.runledger.benchmarks.cases;

import com.zaxxer.hikari.HikariDataSource;
import io.runledger.api.policy.Policy;
import io.runledger.benchmarks.TemporaryPostgres;
import io.runledger.command.account.StockAxon;

/** The same commands on Axon's own JDBC engine. */
final class StockAxonWallets implements Wallets {

    private final HikariDataSource pool;
    private final StockAxon axon;
    private final Wallets wallets;

    StockAxonWallets(String url, int connections, Policy policy) {
        pool = TemporaryPostgres.pool(url, connections);
        axon = new StockAxon(pool, policy);
        wallets = Ledger.sending(axon.commands);
    }

    @Override
    public void open(String account) {
        wallets.open(account);
    }

    @Override
    public void reserve(String account, String run) {
        wallets.reserve(account, run);
    }

    @Override
    public void capture(String account, String run) {
        wallets.capture(account, run);
    }

    @Override
    public void close() {
        axon.close();
        pool.close();
    }
}
