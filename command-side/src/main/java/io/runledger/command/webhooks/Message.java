package io.runledger.command.webhooks;

import io.runledger.api.AccountEvent;
import io.runledger.api.AlertEvent.CreditsExpiring;
import io.runledger.api.AlertEvent.LowBalanceReached;
import io.runledger.api.GrantEvent.CreditsPurchased;
import io.runledger.api.PaymentEvent;
import io.runledger.api.SubscriptionEvent;
import io.runledger.api.SubscriptionEvent.PlanChanged;
import io.runledger.api.SubscriptionEvent.SubscriptionCancelled;
import io.runledger.api.SubscriptionEvent.SubscriptionCreditsGranted;
import io.runledger.api.SubscriptionEvent.SubscriptionEnded;
import io.runledger.api.SubscriptionEvent.SubscriptionRenewed;
import io.runledger.api.SubscriptionEvent.SubscriptionStarted;
import io.runledger.api.SubscriptionView;
import io.runledger.api.TopUpEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a platform is told of an event.
 *
 * @param type such as {@code credits.low}
 * @param timestamp when it happened
 */
record Message(String type, Instant timestamp, Map<String, Object> data) {

    /** Empty where there is nothing to be told. */
    static Optional<Message> of(AccountEvent event, String account, long version) {
        if (event instanceof LowBalanceReached low) {
            return told("credits.low", low, account, version, Map.of("threshold", low.threshold()));
        }
        if (event instanceof CreditsExpiring expiring) {
            return told("credits.expiring", expiring, account, version, dataOf(expiring));
        }
        if (event instanceof CreditsPurchased purchased) {
            return told("credits.purchased", purchased, account, version, dataOf(purchased));
        }
        if (event instanceof PaymentEvent payment) {
            return told(PaymentMessages.typeOf(payment), payment, account, version, PaymentMessages.dataOf(payment));
        }
        if (event instanceof TopUpEvent topUp) {
            return told(PaymentMessages.typeOf(topUp), topUp, account, version, PaymentMessages.dataOf(topUp));
        }
        return event instanceof SubscriptionEvent changed
                ? typeOf(changed).flatMap(type -> told(type, changed, account, version, dataOf(changed)))
                : Optional.empty();
    }

    private static Optional<Message> told(
            String type, AccountEvent event, String account, long version, Map<String, Object> data) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("account", account);
        all.put("version", version);
        all.put("available", event.available());
        all.putAll(data);
        return Optional.of(new Message(type, event.at(), all));
    }

    private static Optional<String> typeOf(SubscriptionEvent event) {
        if (event instanceof SubscriptionStarted) {
            return Optional.of("subscription.started");
        }
        if (event instanceof SubscriptionRenewed) {
            return Optional.of("subscription.renewed");
        }
        if (event instanceof PlanChanged) {
            return Optional.of("subscription.changed");
        }
        if (event instanceof SubscriptionCancelled) {
            return Optional.of("subscription.cancelled");
        }
        if (event instanceof SubscriptionCreditsGranted) {
            return Optional.of("subscription.credits-granted");
        }
        return event instanceof SubscriptionEnded ? Optional.of("subscription.ended") : Optional.empty();
    }

    private static Map<String, Object> dataOf(CreditsExpiring event) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("grantId", event.grantId());
        data.put("source", event.source());
        data.put("credits", event.credits());
        data.put("expiresAt", event.expiresAt());
        return data;
    }

    private static Map<String, Object> dataOf(CreditsPurchased event) {
        return Map.of("purchaseId", event.purchaseId(), "credits", event.credits());
    }

    private static Map<String, Object> dataOf(SubscriptionEvent event) {
        Map<String, Object> data = new LinkedHashMap<>();
        if (event instanceof SubscriptionCreditsGranted granted) {
            data.put("credits", granted.credits());
            data.put("expiresAt", granted.expiresAt());
        }
        data.put("subscription", SubscriptionView.of(event.subscription()));
        return data;
    }
}
