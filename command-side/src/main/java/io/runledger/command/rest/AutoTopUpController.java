package io.runledger.command.rest;

import io.runledger.api.AccountId;
import io.runledger.api.AutoTopUp;
import io.runledger.api.Credits;
import io.runledger.api.Outcome;
import io.runledger.api.TopUpCommand.ConfigureAutoTopUp;
import io.runledger.api.TopUpCommand.ShowAutoTopUp;
import io.runledger.command.account.Commands;
import io.runledger.command.purchasing.Purchases;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** When an account buys credits by itself. */
@RestController
@RequestMapping("/v1/accounts/{account}/auto-top-up")
@Tag(name = "Purchases")
class AutoTopUpController {

    private final Commands commands;
    private final Purchases purchases;

    AutoTopUpController(Commands commands, Purchases purchases) {
        this.commands = commands;
        this.purchases = purchases;
    }

    @PutMapping
    @Operation(
            summary = "Has an account buy a package when its credits run low",
            description =
                    "By a card that an order has saved (saveCard), as its owner has agreed to. One purchase at a time:"
                            + " underWay is its id.")
    ResponseEntity<Outcome> put(@PathVariable String account, @RequestBody AutoTopUpRequest request) {
        Payable.require(purchases::requireProvider);
        return Reply.ok(commands.send(new ConfigureAutoTopUp(new AccountId(account), request.settings())));
    }

    @GetMapping
    @Operation(summary = "When an account buys credits by itself")
    ResponseEntity<Outcome> show(@PathVariable String account) {
        return Reply.ok(commands.send(new ShowAutoTopUp(new AccountId(account))));
    }

    @DeleteMapping
    @Operation(summary = "Has an account buy nothing by itself any more")
    ResponseEntity<Outcome> remove(@PathVariable String account) {
        return Reply.ok(commands.send(new ConfigureAutoTopUp(new AccountId(account), null)));
    }

    /** Once a day and ten times a month unless said. */
    record AutoTopUpRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Credits threshold,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String packageId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String currency,

            @Nullable Integer mostPerDay,
            @Nullable Integer mostPerMonth,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description = "What the payer has agreed to, as the platform has recorded it")
            @Nullable
            String consentId) {

        private static final int USUAL_PER_DAY = 1;
        private static final int USUAL_PER_MONTH = 10;

        AutoTopUp settings() {
            return new AutoTopUp(
                    Required.field("threshold", threshold),
                    Required.field("packageId", packageId),
                    Required.field("currency", currency),
                    mostPerDay == null ? USUAL_PER_DAY : mostPerDay,
                    mostPerMonth == null ? USUAL_PER_MONTH : mostPerMonth,
                    Required.field("consentId", consentId));
        }
    }
}
