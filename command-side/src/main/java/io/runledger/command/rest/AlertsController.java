package io.runledger.command.rest;

import io.runledger.api.AccountId;
import io.runledger.api.AlertCommand.ConfigureAlerts;
import io.runledger.api.AlertCommand.ShowAlerts;
import io.runledger.api.Credits;
import io.runledger.api.Outcome;
import io.runledger.command.account.Commands;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the owner of an account is told. */
@RestController
@RequestMapping("/v1/accounts/{account}/alerts")
@Tag(name = "Alerts")
class AlertsController {

    private final Commands commands;

    AlertsController(Commands commands) {
        this.commands = commands;
    }

    @PutMapping
    @Operation(
            summary = "Says below which balances the owner is told that credits run low",
            description =
                    "Once a crossing, and again only after the balance was at or above the threshold. None: never.")
    ResponseEntity<Outcome> configure(@PathVariable String account, @RequestBody AlertsRequest request) {
        return Reply.ok(commands.send(
                new ConfigureAlerts(new AccountId(account), Required.field("lowBalance", request.lowBalance()))));
    }

    @GetMapping
    @Operation(summary = "Which thresholds hold", description = "Those of the policy, unless the account has its own.")
    ResponseEntity<Outcome> show(@PathVariable String account) {
        return Reply.ok(commands.send(new ShowAlerts(new AccountId(account))));
    }

    /** At most ten thresholds. */
    record AlertsRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            List<Credits> lowBalance) {}
}
