package io.runledger.command.purchasing;

import io.runledger.api.AccountId;
import io.runledger.api.InvalidValue;
import io.runledger.api.PurchaseId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a message of Stripe's is about. Nothing else is read from it: messages come late, twice and in any order, so that how
 * things stand is asked of Stripe itself.
 */
final class Notice {

    /** The names of ours in the metadata of what we have made at Stripe. */
    static final String ACCOUNT = "account";

    static final String PURCHASE = "purchase";
    static final String REFUND = "refund";

    private Notice() {}

    /**
     * @param object the object in the message
     * @return empty where it is none of our business
     */
    static Optional<Subject> subjectOf(JsonNode object) {
        return switch (object.path("object").asString("")) {
            case "checkout.session" ->
                text(object.path("subscription"))
                        .<Subject>map(Subject.OfSubscription::new)
                        .or(() -> ofPurchase(object))
                        .or(() -> ofPayment(object.path("payment_intent")));
            case "payment_intent" -> ofPurchase(object).or(() -> ofPayment(object.path("id")));
            case "charge", "refund", "dispute", "radar.early_fraud_warning" ->
                ofPurchase(object)
                        .or(() -> ofPayment(object.path("payment_intent")))
                        .or(() -> ofPayment(
                                object.path("object").asString().equals("charge")
                                        ? object.path("id")
                                        : object.path("charge")));
            case "invoice_payment" -> ofPayment(object.path("payment").path("payment_intent"));
            case "subscription" -> text(object.path("id")).map(Subject.OfSubscription::new);
            case "invoice" ->
                text(object.path("parent").path("subscription_details").path("subscription"))
                        .map(Subject.OfSubscription::new);
            default -> Optional.empty();
        };
    }

    private static Optional<Subject> ofPurchase(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return purchaseOf(
                        text(metadata.path(ACCOUNT)).orElse(null),
                        text(metadata.path(PURCHASE)).orElse(null))
                .map(purchase -> purchase);
    }

    /** What is written on whatever we make at Stripe for a purchase. */
    static Map<String, String> of(AccountId account, PurchaseId purchase) {
        return Map.of(ACCOUNT, account.value(), PURCHASE, purchase.value());
    }

    /** The purchase that something at Stripe was made for; empty if we have not made it. */
    static Optional<Subject.OfPurchase> purchaseOf(@Nullable Map<String, String> metadata) {
        return metadata == null ? Optional.empty() : purchaseOf(metadata.get(ACCOUNT), metadata.get(PURCHASE));
    }

    private static Optional<Subject.OfPurchase> purchaseOf(@Nullable String account, @Nullable String purchase) {
        if (account == null || purchase == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Subject.OfPurchase(new AccountId(account), new PurchaseId(purchase)));
        } catch (InvalidValue somebodyElses) {
            // Metadata of the same names that is none of ours: the payment itself will tell.
            return Optional.empty();
        }
    }

    /** What is expanded is an object with the id in it. */
    private static Optional<Subject> ofPayment(JsonNode id) {
        return text(id.isObject() ? id.path("id") : id).map(Subject.OfPayment::new);
    }

    private static Optional<String> text(JsonNode node) {
        JsonNode id = node.isObject() ? node.path("id") : node;
        return id.isString() ? Optional.of(id.asString()) : Optional.empty();
    }
}
