package io.runledger.command.rest;

import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.api.GrantCommand.GrantCredits;
import io.runledger.api.GrantCommand.IssueDailyGrant;
import io.runledger.api.GrantCommand.RecordPurchase;
import io.runledger.api.GrantCommand.VoidGrant;
import io.runledger.api.GrantId;
import io.runledger.api.Keys;
import io.runledger.api.Outcome;
import io.runledger.api.PurchaseId;
import io.runledger.api.Scope;
import io.runledger.api.Source;
import io.runledger.command.account.Commands;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Credits that come in, and grants that are taken back. */
@RestController
@RequestMapping("/v1/accounts/{account}")
@Tag(name = "Grants")
class GrantsController {

    private final Commands commands;
    private final OperatorCommands operator;

    GrantsController(Commands commands, OperatorCommands operator) {
        this.commands = commands;
        this.operator = operator;
    }

    @PostMapping("/daily-grant")
    @Operation(summary = "Issues today's daily credits", description = "A second call that day issues nothing.")
    ResponseEntity<Outcome> issueDailyGrant(@PathVariable String account) {
        return Reply.ok(commands.send(new IssueDailyGrant(new AccountId(account))));
    }

    @PostMapping("/grants")
    @Operation(summary = "Gives promotional or compensation credits")
    ResponseEntity<Outcome> grant(@PathVariable String account, @RequestBody GrantRequest request, Principal caller) {
        GrantId id = GrantId.chosenByClient(Required.field("grantId", request.grantId()));
        GrantCredits command = new GrantCredits(
                new AccountId(account),
                id,
                Required.field("source", request.source()),
                Required.field("credits", request.credits()),
                request.expiresAt(),
                request.scope());
        return Reply.created(operator.send(command, id.openingKey(), request.reason(), caller));
    }

    @PostMapping("/grants/{grant}/void")
    @Operation(
            summary = "Takes back what is left of a grant",
            description = "What open reservations hold of it is voided when it comes back.")
    ResponseEntity<Outcome> voidGrant(
            @PathVariable String account,
            @PathVariable String grant,
            @RequestBody VoidRequest request,
            Principal caller) {
        GrantId id = new GrantId(grant);
        return Reply.ok(
                operator.send(new VoidGrant(new AccountId(account), id), Keys.voiding(id), request.reason(), caller));
    }

    @PostMapping("/purchases:record")
    @Operation(summary = "Books a payment that came another way")
    ResponseEntity<Outcome> recordPurchase(
            @PathVariable String account, @RequestBody PurchaseRequest request, Principal caller) {
        PurchaseId id = PurchaseId.chosenByClient(Required.field("purchaseId", request.purchaseId()));
        RecordPurchase command = new RecordPurchase(
                new AccountId(account),
                id,
                Required.field("credits", request.credits()),
                request.price(),
                request.currency());
        return Reply.created(operator.send(command, GrantId.of(id).openingKey(), request.reason(), caller));
    }

    /** {@code expiresAt}: null means never; {@code scope}: null means that they may pay for everything. */
    record GrantRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String grantId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Source source,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Credits credits,

            @Nullable Instant expiresAt,
            @Nullable Scope scope,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String reason) {}

    /** Why a grant is taken back. */
    record VoidRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String reason) {}

    /** A payment; price and currency go together. */
    record PurchaseRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String purchaseId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Credits credits,

            @Nullable BigDecimal price,
            @Nullable String currency,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String reason) {}
}
