package io.runledger.command.rest;

import io.runledger.api.AccountId;
import io.runledger.api.InvalidValue;
import io.runledger.api.PurchaseId;
import io.runledger.api.SubscriptionId;
import io.runledger.api.policy.Policy;
import io.runledger.command.purchasing.FollowRequests;
import io.runledger.command.purchasing.Reconciled;
import io.runledger.command.purchasing.Reconciliation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Compares Stripe with the ledger, and has a purchase follow its money where they differ. */
@RestController
@Tag(name = "Payments")
class ReconciliationController {

    private static final String PATH = "/v1/stripe/reconciliations";

    private final Reconciliation reconciliation;
    private final FollowRequests follow;
    private final Policy policy;

    ReconciliationController(Reconciliation reconciliation, FollowRequests follow, Policy policy) {
        this.reconciliation = reconciliation;
        this.follow = follow;
        this.policy = policy;
    }

    @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Compares Stripe's payments, refunds and disputes with the ledger",
            description =
                    "Every difference is listed with the call that mends it; nothing is changed. It is answered when"
                            + " all is compared, which takes some calls of Stripe's a payment. With Accept: text/plain it comes"
                            + " as a text. Scope: auditor or operator.")
    Reconciled compare(@RequestBody ReconciliationRequest request) {
        Period period = Period.of(request.from(), request.to(), policy);
        return Payable.answer(() -> reconciliation.compare(period.from(), period.to()));
    }

    @PostMapping(path = PATH, produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(hidden = true)
    String compareAsText(@RequestBody ReconciliationRequest request) {
        return ReconciliationText.of(compare(request));
    }

    @PostMapping("/v1/stripe/follow")
    @Operation(
            summary = "Has a purchase, or a subscription, follow its money now",
            description = "Otherwise they do when Stripe says that something has changed. Scope: operator.")
    ResponseEntity<Map<String, String>> follow(@RequestBody FollowRequest request) {
        AccountId account = new AccountId(Required.field("account", request.account()));
        if ((request.purchaseId() == null) == (request.subscriptionId() == null)) {
            throw new InvalidValue("exactly one of purchaseId and subscriptionId is required");
        }
        Payable.answer(() -> request.purchaseId() == null
                        ? follow.ask(account, new SubscriptionId(String.valueOf(request.subscriptionId())))
                        : follow.ask(account, new PurchaseId(request.purchaseId())))
                .ifPresent(refused -> {
                    throw Reply.problem(refused);
                });
        return ResponseEntity.accepted().body(Map.of());
    }

    /** Which time to compare. */
    record ReconciliationRequest(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description = "The first instant, or day of the policy's zone, that is compared",
                    example = "2026-03-01")
            @Nullable
            String from,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description = "The first instant, or day, that is not; at most 92 days later",
                    example = "2026-04-01")
            @Nullable
            String to) {}

    /** Which purchase, or which subscription, to follow. */
    record FollowRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String account,

            @Nullable String purchaseId,
            @Nullable String subscriptionId) {}
}
