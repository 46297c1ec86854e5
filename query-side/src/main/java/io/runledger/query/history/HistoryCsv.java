package io.runledger.query.history;

import io.runledger.query.projection.StoredJson;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Entries as lines of a table, as RFC 4180 has it. */
final class HistoryCsv {

    private static final List<String> HEADER = List.of(
            "version", "at", "kind", "credits", "before", "after", "runId", "grantId", "member", "feature", "lines");

    /** What makes a spreadsheet take a text for a formula. */
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private static final String LINE_END = "\r\n";

    private final Writer out;

    HistoryCsv(Writer out) {
        this.out = out;
    }

    void header() throws IOException {
        line(HEADER.stream());
    }

    void entry(EntryView entry) throws IOException {
        line(Stream.of(
                Long.toString(entry.version()),
                entry.at().toString(),
                entry.kind(),
                // Numbers of ours: a minus sign before digits is no formula.
                entry.credits().toString(),
                entry.before().toString(),
                entry.after().toString(),
                text(entry.runId()),
                text(entry.grantId()),
                text(entry.member()),
                text(entry.feature()),
                text(entry.lines().isEmpty() ? null : StoredJson.write(entry.lines()))));
    }

    private void line(Stream<String> cells) throws IOException {
        out.write(cells.map(HistoryCsv::quoted).collect(Collectors.joining(",", "", LINE_END)));
    }

    private static String text(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
