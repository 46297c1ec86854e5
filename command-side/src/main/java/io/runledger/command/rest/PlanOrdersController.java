package io.runledger.command.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.runledger.api.AccountCommand.ShowAccount;
import io.runledger.api.AccountId;
import io.runledger.api.Answer.Refused;
import io.runledger.api.BillingPeriod;
import io.runledger.api.Outcome;
import io.runledger.api.RejectionReason;
import io.runledger.api.SubscriptionId;
import io.runledger.command.account.Commands;
import io.runledger.command.personal.PersonalData;
import io.runledger.command.purchasing.SubscriptionOrders;
import io.runledger.command.purchasing.SubscriptionOrders.Placed;
import io.runledger.command.purchasing.SubscriptionOrders.PlanOrder;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Plans that people order and pay for at the payment provider. */
@RestController
@Tag(name = "Subscriptions")
class PlanOrdersController {

    private final Commands commands;
    private final PersonalData personalData;
    private final SubscriptionOrders orders;

    PlanOrdersController(Commands commands, PersonalData personalData, SubscriptionOrders orders) {
        this.commands = commands;
        this.personalData = personalData;
        this.orders = orders;
    }

    @PutMapping("/v1/accounts/{account}/subscription")
    @Operation(
            summary = "Orders a plan, or changes to another one",
            description =
                    "Without a subscription it begins at checkoutUrl, where its first period is paid. With one, a plan"
                            + " with more credits begins at once and its difference is charged; another one begins with the next"
                            + " payment. The plan as it is takes back a cancellation.")
    PlanOrderReply order(@PathVariable String account, @RequestBody PlanOrderRequest request) {
        AccountId id = new AccountId(account);
        PlanOrder order = request.order();
        Outcome.Standing standing = (Outcome.Standing)
                Reply.accepted(commands.send(new ShowAccount(id))).outcome();
        if (!"open".equals(standing.state())) {
            throw Reply.problem(
                    new Refused(RejectionReason.ACCOUNT_CLOSED, "the account is closed, and can't subscribe"));
        }
        Placed placed =
                Payable.answer(() -> orders.place(id, order, standing.subscription(), personalData.profileOf(id)));
        if (placed instanceof Placed.Not not) {
            throw Reply.problem(not.refused());
        }
        return placed instanceof Placed.Page page
                ? new PlanOrderReply(page.subscriptionId(), "pending", page.checkoutUrl())
                : new PlanOrderReply(((Placed.Changing) placed).subscriptionId(), "changing", null);
    }

    @PostMapping("/v1/accounts/{account}/portal")
    @Operation(summary = "A link to where a customer looks after cards and subscriptions")
    PortalReply portal(@PathVariable String account, @RequestBody PortalRequest request) {
        AccountId id = new AccountId(account);
        Reply.accepted(commands.send(new ShowAccount(id)));
        String returnUrl = Required.field("returnUrl", request.returnUrl());
        return Payable.answer(() -> orders.portal(id, returnUrl))
                .map(PortalReply::new)
                .orElseThrow(() -> Reply.problem(new Refused(
                        RejectionReason.PURCHASE_CONFLICT,
                        "the account has not bought anything yet, and has nothing to look after")));
    }

    /** {@code period}: monthly unless said. */
    record PlanOrderRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String planId,

            @Nullable BillingPeriod period,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String currency,

            @Schema(description = "Where the buyer goes after paying; required to begin") @Nullable
            String successUrl,

            @Nullable String cancelUrl) {

        PlanOrder order() {
            return new PlanOrder(
                    Required.field("planId", planId),
                    Objects.requireNonNullElse(period, BillingPeriod.MONTHLY),
                    Required.field("currency", currency),
                    successUrl,
                    cancelUrl);
        }
    }

    /** {@code status}: pending until it is paid at the link, or changing. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PlanOrderReply(
            SubscriptionId subscriptionId,
            String status,
            @Nullable String checkoutUrl) {}

    /** Where the customer comes back to. */
    record PortalRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String returnUrl) {}

    /** The link is good for a short while, and for this customer alone. */
    record PortalReply(String portalUrl) {}
}
