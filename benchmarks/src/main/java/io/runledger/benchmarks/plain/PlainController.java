package io.runledger.benchmarks.plain;

import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.api.RunId;
import io.runledger.api.RunLine;
import io.runledger.api.Usage;
import io.runledger.api.policy.Policy;
import io.runledger.service.problem.Problem;
import io.runledger.service.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The same calls with the same bodies, checked and priced the same. */
@RestController
@RequestMapping("/v1/accounts/{account}")
class PlainController {

    record Reservation(
            @Nullable String runId,
            @Nullable List<Usage> usage,
            @Nullable String member,
            @Nullable String feature) {}

    record Reserved(String runId, Credits credits, List<RunLine> lines, Credits available, long version) {}

    record Captured(Credits captured, Credits available, long version) {}

    private final PlainWallets wallets;
    private final Policy policy;
    private final JsonMapper json;

    PlainController(PlainWallets wallets, Policy policy, JsonMapper json) {
        this.wallets = wallets;
        this.policy = policy;
        this.json = json;
    }

    @PutMapping
    void open(@PathVariable String account) {
        wallets.open(new AccountId(account), Credits.MOST_PER_COMMAND);
    }

    @PostMapping("/reservations")
    ResponseEntity<Reserved> reserve(@PathVariable String account, @RequestBody Reservation request) {
        RunId run = new RunId(String.valueOf(request.runId()));
        List<RunLine> lines = priced(request.usage() == null ? List.of() : request.usage());
        Credits cost = RunLine.total(lines);
        Reserved entry = new Reserved(run.value(), cost, lines, Credits.ZERO, 0);
        PlainWallets.State state = wallets.reserve(new AccountId(account), run, cost, json.writeValueAsString(entry));
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(new Reserved(run.value(), cost, lines, Credits.ofMicros(state.available()), state.version()));
    }

    @PostMapping("/reservations/{run}/capture")
    Captured capture(@PathVariable String account, @PathVariable String run) {
        List<RunLine> lines = priced(List.of(new Usage("flux-dev", null, 1, null, null, null)));
        Credits cost = RunLine.total(lines);
        Captured entry = new Captured(cost, Credits.ZERO, 0);
        PlainWallets.State state =
                wallets.capture(new AccountId(account), new RunId(run), cost, json.writeValueAsString(entry));
        return new Captured(cost, Credits.ofMicros(state.available()), state.version());
    }

    private List<RunLine> priced(List<Usage> usage) {
        policy.rateCard().unknownModel(usage).ifPresent(model -> {
            throw new ProblemException(Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "unknown-model", model));
        });
        return policy.rateCard().price(usage);
    }
}
