package io.runledger.command.rest;

import io.runledger.api.AccountCommand.ShowAccount;
import io.runledger.api.AccountId;
import io.runledger.api.BillingPeriod;
import io.runledger.api.Keys;
import io.runledger.api.Outcome;
import io.runledger.api.PlanChangeId;
import io.runledger.api.RenewalId;
import io.runledger.api.SubscriptionCommand.CancelSubscription;
import io.runledger.api.SubscriptionCommand.ChangePlan;
import io.runledger.api.SubscriptionCommand.RenewSubscription;
import io.runledger.api.SubscriptionCommand.StartSubscription;
import io.runledger.api.SubscriptionCommand.StopSubscription;
import io.runledger.api.SubscriptionId;
import io.runledger.api.SubscriptionView;
import io.runledger.command.account.Commands;
import io.runledger.command.purchasing.SubscriptionOrders;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The life of a subscription, as operators say it where no payment provider does. */
@RestController
@RequestMapping("/v1/accounts/{account}/subscription")
@Tag(name = "Subscriptions")
class SubscriptionsController {

    private final Commands commands;
    private final OperatorCommands operator;
    private final SubscriptionOrders orders;

    SubscriptionsController(Commands commands, OperatorCommands operator, SubscriptionOrders orders) {
        this.commands = commands;
        this.operator = operator;
        this.orders = orders;
    }

    @PostMapping("/start")
    @Operation(
            summary = "A subscription begins, and its first period is paid",
            description = "Its first credits are there at once; those of the further months come by themselves.")
    ResponseEntity<Outcome> start(@PathVariable String account, @RequestBody StartRequest request, Principal caller) {
        SubscriptionId id = new SubscriptionId(Required.field("subscriptionId", request.subscriptionId()));
        StartSubscription command = new StartSubscription(
                new AccountId(account),
                id,
                Required.field("planId", request.planId()),
                Objects.requireNonNullElse(request.period(), BillingPeriod.MONTHLY),
                request.since(),
                null,
                false);
        return Reply.created(operator.send(command, Keys.subscription(id), request.reason(), caller));
    }

    @PostMapping("/renew")
    @Operation(
            summary = "One more period of the subscription is paid",
            description =
                    "Before the paid time is over, or after: a payment that comes late takes a lapsed one up again.")
    ResponseEntity<Outcome> renew(@PathVariable String account, @RequestBody RenewRequest request, Principal caller) {
        RenewalId id = new RenewalId(Required.field("renewalId", request.renewalId()));
        RenewSubscription command = new RenewSubscription(
                new AccountId(account),
                new SubscriptionId(Required.field("subscriptionId", request.subscriptionId())),
                id,
                false);
        return Reply.ok(operator.send(command, Keys.renewal(id), request.reason(), caller));
    }

    @PostMapping("/change")
    @Operation(
            summary = "Changes the plan",
            description =
                    "More credits a month begin at once, with the difference for the month that runs; fewer, or another"
                            + " period, begin with the next payment. The plan as it is takes back a cancellation.")
    ResponseEntity<Outcome> change(@PathVariable String account, @RequestBody ChangeRequest request, Principal caller) {
        PlanChangeId id = new PlanChangeId(Required.field("changeId", request.changeId()));
        ChangePlan command = new ChangePlan(
                new AccountId(account), id, Required.field("planId", request.planId()), request.period());
        return Reply.ok(operator.send(command, Keys.planChange(id), request.reason(), caller));
    }

    @DeleteMapping
    @Operation(
            summary = "Cancels the subscription",
            description = "It ends with the paid time; until then everything stays as it is. A repeat changes nothing.")
    ResponseEntity<Outcome> cancel(@PathVariable String account) {
        AccountId id = new AccountId(account);
        Outcome.Standing standing = (Outcome.Standing)
                Reply.accepted(commands.send(new ShowAccount(id))).outcome();
        SubscriptionView subscription = standing.subscription();
        if (subscription != null) {
            // First there, so that nothing is charged that was cancelled here.
            Payable.require(() -> orders.endCharges(id, subscription.subscriptionId()));
        }
        return Reply.ok(commands.send(new CancelSubscription(id)));
    }

    @PostMapping("/stop")
    @Operation(
            summary = "Ends the subscription at once",
            description =
                    "What is left of its credits expires. Top-ups and other credits stay. A repeat changes nothing.")
    ResponseEntity<Outcome> stop(@PathVariable String account, @RequestBody StopRequest request, Principal caller) {
        SubscriptionId id = new SubscriptionId(Required.field("subscriptionId", request.subscriptionId()));
        return Reply.ok(operator.send(
                new StopSubscription(new AccountId(account), id), Keys.stop(id), request.reason(), caller));
    }

    /** {@code period}: monthly unless said; {@code since}: now unless said. */
    record StartRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String subscriptionId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String planId,

            @Nullable BillingPeriod period,
            @Nullable Instant since,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String reason) {}

    /** A payment for the next period. */
    record RenewRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String subscriptionId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String renewalId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String reason) {}

    /** {@code period}: as now unless said. */
    record ChangeRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String changeId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String planId,

            @Nullable BillingPeriod period,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String reason) {}

    /** Why it ends at once. */
    record StopRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String subscriptionId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String reason) {}
}
