package io.runledger.command.rest;

import io.runledger.api.AccountId;
import io.runledger.api.BudgetPeriod;
import io.runledger.api.Credits;
import io.runledger.api.Keys;
import io.runledger.api.MemberCommand.RaiseMemberBudget;
import io.runledger.api.MemberCommand.RemoveMemberBudget;
import io.runledger.api.MemberCommand.SetMemberBudget;
import io.runledger.api.MemberCommand.ShowMemberBudget;
import io.runledger.api.Outcome;
import io.runledger.api.RaiseId;
import io.runledger.command.account.Commands;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What members of an account may spend. */
@RestController
@RequestMapping("/v1/accounts/{account}/members/{member}/budget")
@Tag(name = "Members")
class MembersController {

    private final Commands commands;
    private final OperatorCommands operator;

    MembersController(Commands commands, OperatorCommands operator) {
        this.commands = commands;
        this.operator = operator;
    }

    @PutMapping
    @Operation(
            summary = "Says how much a member may spend in each day, week or month",
            description =
                    "It counts what the member's runs take from now on, less what comes back. A repeat changes nothing.")
    ResponseEntity<Outcome> set(
            @PathVariable String account, @PathVariable String member, @RequestBody BudgetRequest request) {
        return Reply.ok(commands.send(new SetMemberBudget(
                new AccountId(account),
                member,
                Required.field("credits", request.credits()),
                Required.field("period", request.period()))));
    }

    @GetMapping
    @Operation(summary = "How a member's budget stands", description = "Always up to date.")
    ResponseEntity<Outcome> show(@PathVariable String account, @PathVariable String member) {
        return Reply.ok(commands.send(new ShowMemberBudget(new AccountId(account), member)));
    }

    @DeleteMapping
    @Operation(summary = "Lets a member spend whatever the account has", description = "A repeat changes nothing.")
    ResponseEntity<Outcome> remove(@PathVariable String account, @PathVariable String member) {
        return Reply.ok(commands.send(new RemoveMemberBudget(new AccountId(account), member)));
    }

    @PostMapping("/raise")
    @Operation(summary = "Lets a member spend more in the period that runs")
    ResponseEntity<Outcome> raise(
            @PathVariable String account,
            @PathVariable String member,
            @RequestBody RaiseRequest request,
            Principal caller) {
        RaiseId id = new RaiseId(Required.field("raiseId", request.raiseId()));
        RaiseMemberBudget command =
                new RaiseMemberBudget(new AccountId(account), member, id, Required.field("credits", request.credits()));
        return Reply.ok(operator.send(command, Keys.raise(id), request.reason(), caller));
    }

    /** {@code credits}: 0 lets the member spend nothing. */
    record BudgetRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Credits credits,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            BudgetPeriod period) {}

    /** How much more, and why. */
    record RaiseRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String raiseId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Credits credits,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String reason) {}
}
