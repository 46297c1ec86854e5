package io.runledger.command.webhooks;

import io.runledger.api.PaymentEvent;
import io.runledger.api.PaymentEvent.CreditsClawedBack;
import io.runledger.api.PaymentEvent.CreditsReinstated;
import io.runledger.api.PaymentEvent.PurchaseRefunded;
import io.runledger.api.PaymentEvent.RefundFailed;
import io.runledger.api.PaymentEvent.RefundRequested;
import io.runledger.api.TopUpEvent;
import io.runledger.api.TopUpEvent.AutoTopUpConfigured;
import io.runledger.api.TopUpEvent.AutoTopUpDeclined;
import io.runledger.api.TopUpEvent.AutoTopUpNeedsPayer;
import io.runledger.api.TopUpEvent.AutoTopUpSwitchedOff;
import io.runledger.api.TopUpEvent.AutoTopUpTriggered;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a platform is told of money that went back, and of an account that buys by itself. */
final class PaymentMessages {

    private PaymentMessages() {}

    static String typeOf(PaymentEvent event) {
        if (event instanceof CreditsClawedBack) {
            return "credits.clawed-back";
        }
        if (event instanceof CreditsReinstated) {
            return "credits.reinstated";
        }
        if (event instanceof RefundRequested) {
            return "refund.requested";
        }
        return event instanceof PurchaseRefunded ? "refund.arrived" : "refund.failed";
    }

    static Map<String, Object> dataOf(PaymentEvent event) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("purchaseId", event.purchaseId());
        data.put("credits", event.credits());
        if (event instanceof CreditsClawedBack clawedBack) {
            data.put("debt", clawedBack.debt());
            data.put("money", clawedBack.money());
        } else if (event instanceof CreditsReinstated reinstated) {
            data.put("money", reinstated.money());
        } else if (event instanceof RefundRequested requested) {
            data.put("refundId", requested.refundId());
            data.put("amount", requested.amount());
            data.put("currency", requested.currency());
        } else if (event instanceof PurchaseRefunded refunded) {
            data.put("refundId", refunded.refundId());
            data.put("amount", refunded.amount());
            data.put("currency", refunded.currency());
        } else if (event instanceof RefundFailed failed) {
            data.put("refundId", failed.refundId());
        }
        return data;
    }

    static String typeOf(TopUpEvent event) {
        if (event instanceof AutoTopUpConfigured) {
            return "auto-top-up.configured";
        }
        if (event instanceof AutoTopUpTriggered) {
            return "auto-top-up.triggered";
        }
        if (event instanceof AutoTopUpDeclined) {
            return "auto-top-up.declined";
        }
        return event instanceof AutoTopUpNeedsPayer ? "auto-top-up.needs-payer" : "auto-top-up.switched-off";
    }

    static Map<String, Object> dataOf(TopUpEvent event) {
        if (event instanceof AutoTopUpTriggered triggered) {
            return Map.of("purchaseId", triggered.purchaseId(), "packageId", triggered.packageId());
        }
        if (event instanceof AutoTopUpDeclined declined) {
            return Map.of("purchaseId", declined.purchaseId(), "attempt", declined.attempt());
        }
        if (event instanceof AutoTopUpNeedsPayer needed) {
            return Map.of("purchaseId", needed.purchaseId());
        }
        return event instanceof AutoTopUpSwitchedOff off
                ? Map.of("purchaseId", off.purchaseId(), "reason", off.reason())
                : Map.of();
    }
}
