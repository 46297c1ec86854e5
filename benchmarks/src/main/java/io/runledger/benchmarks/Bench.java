package io.runledger.benchmarks;

import io.runledger.benchmarks.cases.Cases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.Main;
import org.slf4j.LoggerFactory;

/** The command {@code ./runledger bench}. */
public final class Bench {

    private static final int MISSED = 1;
    private static final int WRONG_USAGE = 2;
    private static final String LOG_CONFIGURATION = "logback.configurationFile";

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("--jmh")) {
            Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            return;
        }
        System.exit(run(arguments));
    }

    private static int run(String... arguments) throws Exception {
        Options options;
        List<Case> cases;
        try {
            options = Options.of(arguments);
            cases = Cases.named(options.cases());
        } catch (IllegalArgumentException e) {
            System.err.printf("runledger bench: %s%n%n%s", e.getMessage(), Options.HELP);
            return WRONG_USAGE;
        }
        if (options.help() || options.list()) {
            System.out.print(options.help() ? Options.HELP : Cases.list());
            return 0;
        }
        keepLogsOffTheTable();
        List<Result> results = measure(options, cases);
        System.out.print(Table.of(results));
        return options.strict() && !results.stream().allMatch(Result::met) ? MISSED : 0;
    }

    /** Before anyone has asked for a log. The servers that are measured have their own, and would complain of the property. */
    private static void keepLogsOffTheTable() {
        System.setProperty(LOG_CONFIGURATION, "bench-logback.xml");
        LoggerFactory.getILoggerFactory();
        System.clearProperty(LOG_CONFIGURATION);
    }

    static List<Result> measure(Options options, List<Case> cases) throws Exception {
        List<Result> results = new ArrayList<>();
        try (TemporaryPostgres database = new TemporaryPostgres()) {
            Lab lab = new Lab(database, options);
            for (Case next : cases) {
                System.err.println(next.name());
                results.addAll(next.run(lab));
            }
        }
        return results;
    }
}
