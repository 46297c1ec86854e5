package io.runledger.query.analytics;

import io.runledger.api.AccountEvent;
import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.api.RunEvent.CreditsCaptured;
import io.runledger.api.RunEvent.RunFailedRefunded;
import io.runledger.api.RunLine;
import io.runledger.query.analytics.UsageRow.Cell;
import io.runledger.query.projection.Recorded;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of events adds to the usage.
 *
 * @param seen the newest version of each account
 */
record UsageRows(Map<Cell, UsageRow> usage, Map<AccountId, Long> seen) {

    /** None yet. */
    UsageRows() {
        this(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    void add(Recorded recorded, ZoneId zone) {
        seen.put(recorded.account(), recorded.version());
        if (recorded.event() instanceof CreditsCaptured captured) {
            Run run = new Run(recorded.account(), day(captured, zone), captured.member(), captured.feature());
            addLines(run, captured.lines(), captured.credits(), UsageRows::captured);
        } else if (recorded.event() instanceof RunFailedRefunded failed) {
            Run run = new Run(recorded.account(), day(failed, zone), failed.member(), failed.feature());
            addLines(run, failed.lines(), failed.captured(), UsageRows::failed);
        }
    }

    private static LocalDate day(AccountEvent event, ZoneId zone) {
        return LocalDate.ofInstant(event.at(), zone);
    }

    /** A run's credits are shared out among its models; it counts once at each of them. */
    private void addLines(Run run, List<RunLine> lines, Credits credits, RowMaker rowMaker) {
        Map<String, Credits> byModel = new LinkedHashMap<>();
        RunLine.split(credits, lines.isEmpty() ? List.of(RunLine.raw(null, credits, false)) : lines)
                .forEach(line -> byModel.merge(orEmpty(line.model()), line.credits(), Credits::plus));
        boolean first = true;
        for (Map.Entry<String, Credits> model : byModel.entrySet()) {
            Cell cell = run.cell(model.getKey());
            usage.merge(cell, rowMaker.row(cell, first ? 1 : 0, model.getValue()), UsageRow::plus);
            first = false;
        }
    }

    private static UsageRow captured(Cell cell, int whole, Credits credits) {
        return new UsageRow(cell, 1, whole, 0, 0, credits, Credits.ZERO);
    }

    private static UsageRow failed(Cell cell, int whole, Credits refunded) {
        return new UsageRow(cell, 0, 0, 1, whole, Credits.ZERO, refunded);
    }

    private static String orEmpty(@Nullable String name) {
        return Objects.requireNonNullElse(name, "");
    }

    private interface RowMaker {
        UsageRow row(Cell cell, int whole, Credits credits);
    }

    private record Run(
            AccountId account,
            LocalDate day,
            @Nullable String member,
            @Nullable String feature) {

        Cell cell(String model) {
            return new Cell(account, day, model, orEmpty(member), orEmpty(feature));
        }
    }
}
