package io.runledger.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What was asked for on the command line.
 *
 * @param cases names; none for all
 * @param quick short rounds, for a first look
 * @param strict whether a missed target is a failure
 * @param events how many the replay reads
 * @param accounts how many the memory case caches
 */
public record Options(
        List<String> cases, boolean quick, boolean strict, boolean list, boolean help, long events, int accounts) {

    static final String HELP = """
            ./runledger bench [options]: RunLedger beside its peers, on a temporary PostgreSQL

              --case NAME     only this case; may be repeated
              --list          the cases there are
              --quick         short rounds: a first look, not a result
              --events N      events for the replay (1000000; with --quick 100000)
              --accounts N    accounts for the memory case (100000; with --quick 5000)
              --strict        exit with 1 if a target is missed
              --jmh           the small things instead, by JMH; what follows goes to JMH
              --help          this
            """;

    /**
     * @throws IllegalArgumentException that says what is wrong with them
     */
    static Options of(String... arguments) {
        List<String> cases = new ArrayList<>();
        boolean quick = List.of(arguments).contains("--quick");
        boolean strict = false;
        boolean list = false;
        boolean help = false;
        long events = quick ? 100_000 : 1_000_000;
        int accounts = quick ? 5_000 : 100_000;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--quick" -> {}
                case "--strict" -> strict = true;
                case "--list" -> list = true;
                case "--help", "-h" -> help = true;
                case "--case" -> cases.add(value(arguments, ++i));
                case "--events" -> events = number(arguments, ++i);
                case "--accounts" -> accounts = Math.toIntExact(number(arguments, ++i));
                default -> throw new IllegalArgumentException("there is no option " + arguments[i]);
            }
        }
        return new Options(cases, quick, strict, list, help, events, accounts);
    }

    private static String value(String[] arguments, int at) {
        if (at >= arguments.length) {
            throw new IllegalArgumentException(arguments[at - 1] + " needs a value");
        }
        return arguments[at];
    }

    private static long number(String[] arguments, int at) {
        try {
            long number = Long.parseLong(value(arguments, at));
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(arguments[at - 1] + " needs a whole number", e);
        }
        throw new IllegalArgumentException(arguments[at - 1] + " needs a number above 0");
    }
}
