package io.runledger.command.rest;

import io.runledger.api.AccountCommand.ShowAccount;
import io.runledger.api.AccountId;
import io.runledger.api.Answer.Refused;
import io.runledger.api.Credits;
import io.runledger.api.GrantId;
import io.runledger.api.Outcome;
import io.runledger.api.PurchaseId;
import io.runledger.api.RejectionReason;
import io.runledger.api.SubscriptionView;
import io.runledger.api.policy.PaymentMethod;
import io.runledger.command.account.Commands;
import io.runledger.command.personal.PersonalData;
import io.runledger.command.purchasing.Order;
import io.runledger.command.purchasing.Purchase;
import io.runledger.command.purchasing.Purchases;
import io.runledger.command.purchasing.Purchases.Taken;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people buy. */
@RestController
@RequestMapping("/v1/accounts/{account}/purchases")
@Tag(name = "Purchases")
class PurchasesController {

    private final Commands commands;
    private final OperatorCommands operator;
    private final PersonalData personalData;
    private final Purchases purchases;

    PurchasesController(Commands commands, OperatorCommands operator, PersonalData personalData, Purchases purchases) {
        this.commands = commands;
        this.operator = operator;
        this.personalData = personalData;
        this.purchases = purchases;
    }

    @PostMapping
    @Operation(
            summary = "Buys a package, or credits of one's own number",
            description =
                    "Checked by the policy before anybody is asked for money. A bank transfer is pending until an operator"
                            + " settles it. Other ways are paid at checkoutUrl; the credits come when the money is there.")
    ResponseEntity<Purchase> buy(@PathVariable String account, @RequestBody OrderRequest request) {
        AccountId id = new AccountId(account);
        Order order = request.order();
        Outcome.Standing standing = (Outcome.Standing)
                Reply.accepted(commands.send(new ShowAccount(id))).outcome();
        if (!"open".equals(standing.state())) {
            throw Reply.problem(
                    new Refused(RejectionReason.ACCOUNT_CLOSED, "the account is closed, and can't buy anything"));
        }
        boolean subscribed = SubscriptionView.planOf(standing.subscription()) != null;
        Taken taken = Payable.answer(() -> purchases.take(id, order, subscribed, personalData.profileOf(id)));
        if (taken instanceof Taken.Not not) {
            throw Reply.problem(not.refused());
        }
        Taken.Order ordered = (Taken.Order) taken;
        return ResponseEntity.status(ordered.repeated() ? HttpStatus.OK : HttpStatus.CREATED)
                .body(ordered.purchase());
    }

    @GetMapping("/{purchase}")
    @Operation(summary = "How a purchase stands")
    Purchase show(@PathVariable String account, @PathVariable String purchase) {
        return purchases
                .find(new AccountId(account), new PurchaseId(purchase))
                .orElseThrow(() -> Reply.problem(new Refused(
                        RejectionReason.UNKNOWN_PURCHASE, "the account has not asked for a purchase " + purchase)));
    }

    @PostMapping("/{purchase}/settle")
    @Operation(summary = "The money of a pending purchase is there", description = "A repeat changes nothing.")
    ResponseEntity<Outcome> settle(
            @PathVariable String account,
            @PathVariable String purchase,
            @RequestBody SettleRequest request,
            Principal caller) {
        PurchaseId id = new PurchaseId(purchase);
        return Reply.ok(purchases.settle(
                new AccountId(account),
                id,
                command -> operator.send(command, GrantId.of(id).openingKey(), request.reason(), caller)));
    }

    /** Exactly one of packageId and credits; {@code method}: the buyer's choice unless said. */
    record OrderRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String purchaseId,

            @Nullable String packageId,
            @Nullable Credits credits,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String currency,

            PaymentMethod.@Nullable Type method,

            @Schema(description = "Whether the card may be charged again later, for automatic top-ups")
            boolean saveCard,

            @Schema(description = "Where the buyer goes after paying; required unless by bank transfer") @Nullable
            String successUrl,

            @Nullable String cancelUrl) {

        Order order() {
            return new Order(
                    PurchaseId.chosenByClient(Required.field("purchaseId", purchaseId)),
                    packageId,
                    credits,
                    Required.field("currency", currency),
                    method,
                    saveCard,
                    successUrl,
                    cancelUrl);
        }
    }

    /** How it is known that the money is there. */
    record SettleRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String reason) {}
}
