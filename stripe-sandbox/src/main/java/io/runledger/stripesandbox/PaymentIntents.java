package io.runledger.stripesandbox;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The payments that a platform asks for itself, of a card that was saved. */
final class PaymentIntents {

    private static final String KIND = "payment_intent";

    private static final List<String> ENDED = List.of("succeeded", "canceled");

    private final ObjectStore store;
    private final Lists lists;
    private final Cards cards;
    private final Payments payments;

    PaymentIntents(ObjectStore store, Lists lists, Cards cards, Payments payments) {
        this.store = store;
        this.lists = lists;
        this.cards = cards;
        this.payments = payments;
    }

    void register(Routes api) {
        api.get("/v1/payment_intents", call -> lists.page(call, KIND, Map.of("customer", "customer")))
                .get("/v1/payment_intents/*", call -> store.get(KIND, call.id()))
                .post("/v1/payment_intents", call -> create(call.form()))
                .post("/v1/payment_intents/*/cancel", this::cancel);
    }

    private ObjectNode create(Form form) {
        long amount = form.whole("amount", 1);
        String currency = form.need("currency").toLowerCase(Locale.ROOT);
        String customer = form.text("customer");
        if (customer != null) {
            Customers.existing(store, customer);
        }
        boolean now = form.flag("confirm");
        ObjectNode card = now || form.text("payment_method") != null ? card(form, customer) : null;
        ObjectNode payment = payments.begin(amount, currency, customer, Json.object());
        payment.put("description", form.text("description"));
        form.metadataTo(payment);
        return card == null ? payment : prepared(payment, card, now);
    }

    private ObjectNode prepared(ObjectNode payment, ObjectNode card, boolean now) {
        payments.with(payment, card);
        payment.put("status", "requires_confirmation");
        if (now && !payments.attempt(payment, card)) {
            throw Refusal.card(Cards.behaviour(card), payment);
        }
        return payment;
    }

    private ObjectNode card(Form form, @Nullable String customer) {
        String given = form.text("payment_method");
        if (given == null && customer != null) {
            return cards.saved(customer).orElseThrow(PaymentIntents::noCard);
        }
        if (given == null) {
            throw noCard();
        }
        ObjectNode card = store.get("payment_method", given);
        if (customer == null || !Json.has(card, "customer", customer)) {
            throw Refusal.impossible(null, "The payment method " + given + " doesn't belong to the customer.");
        }
        return card;
    }

    private static Refusal noCard() {
        return Refusal.impossible(
                "payment_intent_unexpected_state",
                "You cannot confirm this PaymentIntent because it's missing a payment method.");
    }

    private ObjectNode cancel(Call call) {
        ObjectNode payment = store.get(KIND, call.id());
        String status = Json.need(payment, "status");
        if (ENDED.contains(status)) {
            throw Refusal.impossible(
                    "payment_intent_unexpected_state",
                    "You cannot cancel this PaymentIntent because it has a status of " + status + ".");
        }
        return payments.cancel(payment, call.form().text("cancellation_reason"));
    }
}
