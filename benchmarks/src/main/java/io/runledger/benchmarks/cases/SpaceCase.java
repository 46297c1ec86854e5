package io.runledger.benchmarks.cases;

import com.zaxxer.hikari.HikariDataSource;
import io.runledger.benchmarks.Case;
import io.runledger.benchmarks.Lab;
import io.runledger.benchmarks.Result;
import io.runledger.benchmarks.Samples;
import io.runledger.benchmarks.TemporaryPostgres;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How much PostgreSQL keeps of a run that was reserved and captured, with the indexes. */
final class SpaceCase implements Case {

    private static final int ACCOUNTS = 100;
    private static final int MOST_BYTES = 1_200;
    private static final String SIZE =
            "select pg_table_size('event_store.event') + pg_indexes_size('event_store.event')";

    @Override
    public String name() {
        return "space";
    }

    @Override
    public List<Result> run(Lab lab) throws Exception {
        String url = lab.database().fresh();
        int runs = lab.options().quick() ? 2_000 : 50_000;
        try (Wallets ledger = Ledger.on(url);
                HikariDataSource pool = TemporaryPostgres.pool(url, 1)) {
            Runs.open(ledger, ACCOUNTS);
            JdbcClient jdbc = JdbcClient.create(pool);
            long before = jdbc.sql(SIZE).query(Long.class).single();
            for (int i = 0; i < runs; i++) {
                String account = Runs.account(i % ACCOUNTS);
                String run = Runs.newRun();
                ledger.reserve(account, run);
                ledger.capture(account, run);
            }
            long after = jdbc.sql(SIZE).query(Long.class).single();
            double bytes = (double) (after - before) / runs;
            return List.of(Result.atMost("space of a run", "bytes", Samples.of(bytes), MOST_BYTES));
        }
    }
}
