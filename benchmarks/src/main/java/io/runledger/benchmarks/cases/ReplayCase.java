package io.runledger.benchmarks.cases;

import com.zaxxer.hikari.HikariDataSource;
import io.runledger.benchmarks.Case;
import io.runledger.benchmarks.Child;
import io.runledger.benchmarks.Figures;
import io.runledger.benchmarks.Lab;
import io.runledger.benchmarks.Result;
import io.runledger.benchmarks.TemporaryPostgres;
import io.runledger.standalone.StandaloneApplication;
import java.io.OutputStream;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/** A replay into all projections, beside the fastest way there is to get the same events out of PostgreSQL. */
final class ReplayCase implements Case {

    private static final String FLOOR = "COPY event TO STDOUT";
    private static final Pattern LAG = Pattern.compile("runledger_projection_lag\\{[^}]*} ([0-9.]+)");
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final Pattern PER_SECOND = Pattern.compile("\"eventsPerSecond\":(\\d+)");

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public List<Result> run(Lab lab) throws Exception {
        String url = ManyEvents.made(lab, lab.options().events());
        try (Child ledger = Child.server(StandaloneApplication.class, url, Servers.USUAL);
                HikariDataSource pool = TemporaryPostgres.pool(url, 1)) {
            lab.say("the live projections catch up");
            while (isBehind(ledger)) {
                pause();
            }
            lab.say("warming up");
            WarmUp.untilCompiled(ledger.compilers(), lab, ofItsOwnLength -> replay(ledger));
            copy(pool, lab.options().events());
            Map<String, Callable<Double>> turns = new LinkedHashMap<>();
            turns.put("ours", () -> replay(ledger));
            turns.put(FLOOR, () -> copy(pool, lab.options().events()));
            Figures figures = lab.alternate(turns);
            return List.of(Result.faster(
                    "replay of %d events".formatted(lab.options().events()),
                    "1/s",
                    figures.of("ours"),
                    FLOOR,
                    figures.of(FLOOR),
                    0.25));
        }
    }

    private static double replay(Child ledger) throws Exception {
        String started = ledger.call("POST", "/v1/audit/replays", "{\"projection\":\"all\"}");
        String path = "/v1/audit/replays/" + found(ID, started);
        String view = ledger.call("GET", path, "");
        while (view.contains("\"state\":\"running\"")) {
            pause();
            view = ledger.call("GET", path, "");
        }
        if (!view.contains("\"state\":\"done\"") || !view.contains("\"differences\":[]")) {
            throw new IllegalStateException("The replay is not as it should be: " + view);
        }
        return Double.parseDouble(found(PER_SECOND, view));
    }

    private static double copy(HikariDataSource pool, long events) throws Exception {
        long start = System.nanoTime();
        try (Connection connection = pool.getConnection()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy event_store.event to stdout", OutputStream.nullOutputStream());
        }
        return events / ((System.nanoTime() - start) / 1e9);
    }

    private static boolean isBehind(Child ledger) throws Exception {
        Matcher lag = LAG.matcher(ledger.call("GET", "/actuator/prometheus", ""));
        boolean behind = !lag.find();
        lag.reset();
        while (lag.find()) {
            behind |= Double.parseDouble(lag.group(1)) > 0;
        }
        return behind;
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("There is no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
}
