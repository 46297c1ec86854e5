package io.runledger.command.rest;

import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.api.Outcome;
import io.runledger.api.RunCommand.CaptureRun;
import io.runledger.api.RunCommand.RefundRun;
import io.runledger.api.RunCommand.ReleaseRun;
import io.runledger.api.RunCommand.ReserveCredits;
import io.runledger.api.RunId;
import io.runledger.api.Usage;
import io.runledger.command.account.Commands;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The life of a run: reserved, then captured, refunded or released. */
@RestController
@RequestMapping("/v1/accounts/{account}/reservations")
@Tag(name = "Runs")
class RunsController {

    private final Commands commands;

    RunsController(Commands commands) {
        this.commands = commands;
    }

    @PostMapping
    @Operation(
            summary = "Sets credits aside for a run",
            description =
                    "Either what its usage costs by the rate card, or the credits named. A repeat gets the first answer again.")
    CompletionStage<ResponseEntity<Outcome>> reserve(
            @PathVariable String account, @RequestBody ReservationRequest request) {
        return commands.sendAsync(request.of(new AccountId(account))).thenApply(Reply::created);
    }

    @PostMapping("/{run}/capture")
    @Operation(
            summary = "The run succeeded",
            description =
                    "Takes what was reserved, or the usage or credits named: less, equal or more; also after the reservation has lapsed.")
    CompletionStage<ResponseEntity<Outcome>> capture(
            @PathVariable String account,
            @PathVariable String run,
            @RequestBody(required = false) @Nullable CaptureRequest request) {
        CaptureRequest said = request == null ? new CaptureRequest(null, null) : request;
        return commands.sendAsync(said.of(new AccountId(account), new RunId(run)))
                .thenApply(Reply::ok);
    }

    @PostMapping("/{run}/refund")
    @Operation(
            summary = "The run failed",
            description = "Its credits come back, whether they are still reserved or were captured.")
    CompletionStage<ResponseEntity<Outcome>> refund(
            @PathVariable String account,
            @PathVariable String run,
            @RequestBody(required = false) @Nullable RefundRequest request) {
        String reason = request == null ? null : request.reason();
        return commands.sendAsync(new RefundRun(new AccountId(account), new RunId(run), reason))
                .thenApply(Reply::ok);
    }

    @PostMapping("/{run}/release")
    @Operation(summary = "The run was cancelled before it used anything")
    CompletionStage<ResponseEntity<Outcome>> release(@PathVariable String account, @PathVariable String run) {
        return commands.sendAsync(new ReleaseRun(new AccountId(account), new RunId(run)))
                .thenApply(Reply::ok);
    }

    /** Exactly one of usage and credits; model goes with credits. */
    record ReservationRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String runId,

            @Nullable List<Usage> usage,
            @Nullable Credits credits,
            @Nullable String model,
            @Nullable String member,
            @Nullable String feature,
            @Nullable Integer ttlSeconds,
            @Nullable Boolean paidOnly) {

        ReserveCredits of(AccountId account) {
            return new ReserveCredits(
                    account,
                    new RunId(Required.field("runId", runId)),
                    lines(usage),
                    credits,
                    model,
                    member,
                    feature,
                    ttlSeconds == null ? null : Duration.ofSeconds(ttlSeconds),
                    Boolean.TRUE.equals(paidOnly));
        }
    }

    /** At most one of usage and credits; with neither, what was reserved. */
    record CaptureRequest(
            @Nullable List<Usage> usage, @Nullable Credits credits) {

        CaptureRun of(AccountId account, RunId run) {
            return new CaptureRun(account, run, lines(usage), credits);
        }
    }

    /** The reason is a code of the gateway's. */
    record RefundRequest(@Nullable String reason) {}

    static List<Usage> lines(@Nullable List<@Nullable Usage> usage) {
        if (usage == null) {
            return List.of();
        }
        return usage.stream()
                .map(line -> Required.field("each entry of usage", line))
                .toList();
    }
}
