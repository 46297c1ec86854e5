package io.runledger.command.rest;

import io.runledger.api.AccountId;
import io.runledger.api.Answer;
import io.runledger.api.Answer.Refused;
import io.runledger.api.Keys;
import io.runledger.api.Outcome;
import io.runledger.api.PurchaseId;
import io.runledger.api.RefundId;
import io.runledger.api.RejectionReason;
import io.runledger.command.purchasing.PurchaseRefund;
import io.runledger.command.purchasing.PurchaseRefunds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Money that goes back for what is not used of a purchase. */
@RestController
@RequestMapping("/v1/accounts/{account}/purchases/{purchase}")
@Tag(name = "Purchases")
class RefundsController {

    private final PurchaseRefunds refunds;
    private final OperatorCommands operator;

    RefundsController(PurchaseRefunds refunds, OperatorCommands operator) {
        this.refunds = refunds;
        this.operator = operator;
    }

    @PostMapping("/refund")
    @Operation(
            summary = "Gives money back for what is not used of a purchase",
            description =
                    "Within the policy's window. Its credits are taken at once; the money follows, and the refund is"
                            + " under way until it has arrived.")
    ResponseEntity<Outcome> refund(
            @PathVariable String account,
            @PathVariable String purchase,
            @RequestBody RefundPurchaseRequest request,
            Principal caller) {
        AccountId id = new AccountId(account);
        PurchaseId purchaseId = new PurchaseId(purchase);
        RefundId refundId = new RefundId(Required.field("refundId", request.refundId()));
        return Reply.ok(because(
                request.reason(),
                id,
                Keys.refundRequest(refundId),
                () -> refunds.request(id, purchaseId, refundId, caller.getName())));
    }

    @GetMapping("/refunds/{refund}")
    @Operation(summary = "How a refund stands")
    PurchaseRefund show(@PathVariable String account, @PathVariable String purchase, @PathVariable String refund) {
        return refunds.find(new AccountId(account), new PurchaseId(purchase), new RefundId(refund))
                .orElseThrow(() -> Reply.problem(new Refused(
                        RejectionReason.UNKNOWN_REFUND, "there is no refund " + refund + " of purchase " + purchase)));
    }

    @PostMapping("/refunds/{refund}/settle")
    @Operation(
            summary = "The money of a refund by bank transfer has arrived",
            description = "A repeat changes nothing.")
    ResponseEntity<Outcome> settle(
            @PathVariable String account,
            @PathVariable String purchase,
            @PathVariable String refund,
            @RequestBody EndRefundRequest request,
            Principal caller) {
        return end(account, purchase, refund, true, request, caller);
    }

    @PostMapping("/refunds/{refund}/fail")
    @Operation(
            summary = "The money of a refund by bank transfer can't be sent",
            description = "Its credits come back. A repeat changes nothing.")
    ResponseEntity<Outcome> fail(
            @PathVariable String account,
            @PathVariable String purchase,
            @PathVariable String refund,
            @RequestBody EndRefundRequest request,
            Principal caller) {
        return end(account, purchase, refund, false, request, caller);
    }

    private ResponseEntity<Outcome> end(
            String account,
            String purchase,
            String refund,
            boolean arrived,
            EndRefundRequest request,
            Principal caller) {
        AccountId id = new AccountId(account);
        RefundId refundId = new RefundId(refund);
        return Reply.ok(because(
                request.reason(),
                id,
                arrived ? Keys.refundArrived(refundId) : Keys.refundFailed(refundId),
                () -> refunds.end(id, new PurchaseId(purchase), refundId, arrived, caller.getName())));
    }

    private Answer because(@Nullable String reason, AccountId account, String key, Supplier<Answer> doing) {
        return operator.because(reason, account.value(), key, doing);
    }

    /** Which refund it is, and why. */
    record RefundPurchaseRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String refundId,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String reason) {}

    /** How it is known. */
    record EndRefundRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String reason) {}
}
