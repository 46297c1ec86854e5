package io.runledger.query.audit;

import io.runledger.api.AccountId;
import io.runledger.api.InvalidValue;
import io.runledger.eventstore.EventLog;
import io.runledger.eventstore.KeyedEvents;
import io.runledger.query.balance.BalanceView;
import io.runledger.query.projection.Freshness;
import io.runledger.query.rest.Moments;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Audit", description = "Proof that every number is right")
class AuditController {

    private final Events events;
    private final EventLines lines;
    private final KeyedEvents keys;
    private final PastBalances past;
    private final Moments moments;
    private final Clock clock;

    AuditController(
            Events events, EventLines lines, KeyedEvents keys, PastBalances past, Moments moments, Clock clock) {
        this.events = events;
        this.lines = lines;
        this.keys = keys;
        this.past = past;
        this.moments = moments;
        this.clock = clock;
    }

    @GetMapping(path = "/v1/audit/accounts/{account}/events", produces = "application/x-ndjson")
    @Operation(
            summary = "An account's events, exactly as stored",
            description = "One JSON object a line, the oldest first. Scope: auditor.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EventLine.class)))
    @ApiResponse(
            responseCode = "404",
            description = "unknown-account",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(ref = "#/components/schemas/Problem")))
    @ApiResponse(
            responseCode = "503",
            description = "too-many-readers: others are reading events",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(ref = "#/components/schemas/Problem")))
    void events(@PathVariable String account, HttpServletResponse response) throws IOException {
        AccountId id = new AccountId(account);
        EventLog log = events.log();
        if (keys.lastSequence(id.value()).isEmpty()) {
            throw Freshness.unknown(id);
        }
        lines.write(log, id, response);
    }

    @GetMapping(path = "/v1/audit/accounts/{account}/balance", produces = "application/json")
    @Operation(
            summary = "An account's balance at an instant",
            description = "Worked out from the events up to that instant, and what had fallen due by then under today's"
                    + " policy. Its booked part, available - notYetBooked, is what the newest history entry at or before"
                    + " the instant says in after. Scope: auditor.")
    @ApiResponse(responseCode = "200", description = "The balance then", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "404",
            description = "unknown-account: there was no such account at that instant",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(ref = "#/components/schemas/Problem")))
    BalanceView balance(
            @PathVariable String account,
            @Parameter(description = "An instant that is past, or a day, which stands for its beginning") @RequestParam
                    String at) {
        AccountId id = new AccountId(account);
        Instant instant = moments.required("at", at);
        if (instant.isAfter(clock.instant())) {
            throw new InvalidValue("at must not be in the future");
        }
        return past.at(id, instant);
    }
}
