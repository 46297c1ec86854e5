package io.runledger.benchmarks.cases;

import com.zaxxer.hikari.HikariDataSource;
import io.runledger.benchmarks.Lab;
import io.runledger.benchmarks.Load;
import io.runledger.benchmarks.TemporaryPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A store with many events: some thousands of real ones, and copies of them under the names of other accounts. */
final class ManyEvents {

    private static final int ACCOUNTS = 100;
    private static final int CLIENTS = 16;
    private static final int SECONDS = 5;

    private static final String COPY_ACCOUNTS = """
            insert into event_store.event
                   (sequence, timestamp, idempotency_key, aggregate, type, revision, payload, metadata)
            select e.sequence, e.timestamp, gen_random_uuid(), e.aggregate || '-' || copy, e.type, e.revision,
                   case when e.type = 'AccountOpened'
                        then json_build_object('at', e.payload -> 'at', 'account', e.aggregate || '-' || copy)
                        else e.payload end,
                   e.metadata
              from generate_series(1, ?) copy
              cross join (select * from event_store.event order by position) e
             order by copy, e.position
             limit ?
            """;

    private ManyEvents() {}

    /** The address of the database that holds them. */
    static String made(Lab lab, long events) throws Exception {
        String url = lab.database().fresh();
        lab.say("making %d events".formatted(events));
        try (Wallets ledger = Ledger.on(url)) {
            Runs.open(ledger, ACCOUNTS);
            Load.closed(Runs.clients(ledger, CLIENTS, ACCOUNTS), SECONDS);
        }
        multiply(url, events);
        return url;
    }

    /** Adds copies of the events that are there, account by account, until there are so many. */
    static void multiply(String url, long events) {
        try (HikariDataSource pool = TemporaryPostgres.pool(url, 1)) {
            JdbcClient jdbc = JdbcClient.create(pool);
            long real = count(jdbc);
            jdbc.sql(COPY_ACCOUNTS)
                    .params(events / real + 1, Math.max(0, events - real))
                    .update();
            jdbc.sql("analyze event_store.event").update();
        }
    }

    private static long count(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from event_store.event")
                .query(Long.class)
                .single();
    }
}
