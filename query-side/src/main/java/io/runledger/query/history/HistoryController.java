package io.runledger.query.history;

import io.runledger.api.AccountId;
import io.runledger.api.InvalidValue;
import io.runledger.api.RunId;
import io.runledger.query.projection.Freshness;
import io.runledger.query.rest.AccountQuery;
import io.runledger.query.rest.Moments;
import io.runledger.service.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "History", description = "Every change of an account, and the life of each run")
class HistoryController {

    private static final String PATH = "/v1/accounts/{account}/history";
    private static final int USUAL_LIMIT = 100;
    private static final int MOST = 1000;

    private final HistoryProjection projection;
    private final Histories histories;
    private final Freshness freshness;
    private final Moments moments;

    HistoryController(HistoryProjection projection, Histories histories, Freshness freshness, Moments moments) {
        this.projection = projection;
        this.histories = histories;
        this.freshness = freshness;
        this.moments = moments;
    }

    @GetMapping(path = PATH, produces = "application/json")
    @Operation(
            summary = "An account's history",
            description = "Entries with the newest first. With Accept: text/csv all selected entries come as a table,"
                    + " without pages. Scope: dashboard.")
    @AccountQuery
    HistoryPage history(
            @PathVariable String account,
            @Parameter(description = "The first instant, or day, to be shown") @RequestParam(required = false) @Nullable
                    String from,
            @Parameter(description = "The first instant, or day, not to be shown any more")
                    @RequestParam(required = false)
                    @Nullable
                    String to,
            @Parameter(description = "Only entries of this kind") @RequestParam(required = false) @Nullable String kind,
            @Parameter(description = "At most this many entries, 1 to 1000; 100 unless said")
                    @RequestParam(required = false)
                    @Nullable
                    Integer limit,
            @Parameter(description = "The nextCursor of the page before; it brings that page's filter with it")
                    @RequestParam(required = false)
                    @Nullable
                    String cursor,
            @Parameter(description = "Wait until this version of the account is in the answer")
                    @RequestParam(required = false)
                    @Nullable
                    Long minVersion) {
        AccountId id = new AccountId(account);
        int most = requireLimit(limit);
        Cursor start = cursor(id, cursor, filter(from, to, kind));
        freshness.require(projection, id, minVersion);
        // One more than asked for tells whether there is a next page.
        List<EntryView> entries = histories.entries(start, most + 1);
        return entries.size() <= most ? new HistoryPage(entries, null) : page(start, entries.subList(0, most));
    }

    @GetMapping(path = PATH, produces = "text/csv")
    @Operation(hidden = true)
    void csv(
            @PathVariable String account,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable Long minVersion,
            HttpServletResponse response)
            throws IOException {
        AccountId id = new AccountId(account);
        Cursor start = cursor(id, null, filter(from, to, kind));
        freshness.require(projection, id, minVersion);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"history.csv\"");
        // Not the response's own writer, which would go on for a client that has gone.
        Writer out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
        writeCsv(start, new HistoryCsv(out));
        out.flush();
    }

    @GetMapping(path = "/v1/accounts/{account}/runs/{runId}", produces = "application/json")
    @Operation(
            summary = "One run's whole life",
            description = "What was reserved, captured and returned. Scope: dashboard.")
    @AccountQuery
    RunView run(
            @PathVariable String account,
            @PathVariable String runId,
            @Parameter(description = "Wait until this version of the account is in the answer")
                    @RequestParam(required = false)
                    @Nullable
                    Long minVersion) {
        AccountId id = new AccountId(account);
        RunId run = new RunId(runId);
        freshness.require(projection, id, minVersion);
        return histories
                .run(id, run)
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.NOT_FOUND, "unknown-run", "The account " + id + " has no run " + run + "."));
    }

    /** Page by page, so that a slow reader holds no connection to the database. What has begun is never changed. */
    private void writeCsv(Cursor start, HistoryCsv csv) throws IOException {
        csv.header();
        Cursor next = start;
        while (next != null) {
            List<EntryView> entries = histories.entries(next, MOST);
            for (EntryView entry : entries) {
                csv.entry(entry);
            }
            next = entries.size() < MOST ? null : after(next, entries);
        }
    }

    private static HistoryPage page(Cursor start, List<EntryView> entries) {
        return new HistoryPage(entries, after(start, entries).text());
    }

    private static Cursor after(Cursor start, List<EntryView> entries) {
        long last = entries.get(entries.size() - 1).version();
        return new Cursor(start.account(), last, start.filter());
    }

    private HistoryFilter filter(@Nullable String from, @Nullable String to, @Nullable String kind) {
        return new HistoryFilter(
                moments.optional("from", from), moments.optional("to", to), kind == null ? null : Kind.named(kind));
    }

    private static Cursor cursor(AccountId account, @Nullable String text, HistoryFilter filter) {
        if (text == null) {
            return new Cursor(account, Long.MAX_VALUE, filter);
        }
        Cursor cursor = Cursor.of(account, text);
        if (!filter.equals(HistoryFilter.EVERYTHING) && !filter.equals(cursor.filter())) {
            throw new InvalidValue("cursor goes with the from, to and kind of its first page, or with none");
        }
        return cursor;
    }

    private static int requireLimit(@Nullable Integer limit) {
        int most = limit == null ? USUAL_LIMIT : limit;
        if (most < 1 || most > MOST) {
            throw new InvalidValue("limit must be from 1 to " + MOST);
        }
        return most;
    }
}
