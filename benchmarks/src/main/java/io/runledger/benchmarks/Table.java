package io.runledger.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The results as a table of text. */
final class Table {

    private static final String LINE = "%-44s %22s  %-34s %22s %7s  %-10s %s%n";

    private Table() {}

    static String of(List<Result> results) {
        StringBuilder table = new StringBuilder(
                LINE.formatted("case", "ours (low-high)", "beside", "theirs (low-high)", "ratio", "target", ""));
        results.forEach(result -> table.append(line(result)));
        return table.toString();
    }

    private static String line(Result result) {
        return LINE.formatted(
                result.what() + ", " + result.unit(),
                figures(result.ours()),
                Objects.requireNonNullElse(result.peer(), ""),
                result.theirs() == null ? "" : figures(result.theirs()),
                result.ratio() == null ? "" : "%.2f".formatted(result.ratio()),
                Objects.requireNonNullElse(result.target(), ""),
                result.target() == null ? "" : result.met() ? "met" : "MISSED");
    }

    private static String figures(Samples samples) {
        String median = figure(samples.median());
        return samples.values().size() == 1
                ? median
                : "%s (%s-%s)".formatted(median, figure(samples.lowest()), figure(samples.highest()));
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }
}
