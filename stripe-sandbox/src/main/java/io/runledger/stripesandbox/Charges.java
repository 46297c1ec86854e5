package io.runledger.stripesandbox;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What was taken from those who pay. */
final class Charges {

    private final ObjectStore store;
    private final Lists lists;

    Charges(ObjectStore store, Lists lists) {
        this.store = store;
        this.lists = lists;
    }

    void register(Routes api) {
        Map<String, String> filters = Map.of("payment_intent", "payment_intent", "customer", "customer");
        api.get("/v1/charges", call -> lists.page(call, "charge", filters))
                .get("/v1/charges/*", call -> store.get("charge", call.id()))
                .get("/v1/balance_transactions/*", call -> store.get("balance_transaction", call.id()));
    }

    /** Takes what a payment is about, from what it is paid with. */
    ObjectNode take(ObjectNode payment, ObjectNode method) {
        long amount = Json.number(payment, "amount");
        ObjectNode charge = store.create("charge", "ch_");
        charge.put("amount", amount);
        charge.put("amount_captured", amount);
        charge.put("amount_refunded", 0);
        charge.put("captured", true);
        charge.put("paid", true);
        charge.put("refunded", false);
        charge.put("disputed", false);
        charge.put("status", "succeeded");
        charge.put("currency", Json.need(payment, "currency"));
        charge.put("customer", Json.text(payment, "customer"));
        charge.put("payment_intent", Json.need(payment, "id"));
        return detail(charge, payment, method);
    }

    private ObjectNode detail(ObjectNode charge, ObjectNode payment, ObjectNode method) {
        String type = Json.need(method, "type");
        charge.put("payment_method", Json.need(method, "id"));
        ObjectNode details = charge.putObject("payment_method_details");
        details.put("type", type);
        details.set(type, Json.copy(method, type));
        charge.set("billing_details", Json.copy(method, "billing_details"));
        charge.set("metadata", Json.copy(payment, "metadata"));
        long amount = Json.number(charge, "amount");
        String currency = Json.need(charge, "currency");
        ObjectNode booked = booked("charge", amount, amount * 29 / 1000 + 30, currency);
        charge.put("balance_transaction", Json.need(booked, "id"));
        return charge;
    }

    /** A change of the balance. */
    ObjectNode booked(String type, long amount, long fee, String currency) {
        ObjectNode booked = store.create("balance_transaction", "txn_");
        booked.put("type", type);
        booked.put("amount", amount);
        booked.put("fee", fee);
        booked.put("net", amount - fee);
        booked.put("currency", currency);
        booked.put("status", "available");
        return booked;
    }

    /** What a payment took. */
    Optional<ObjectNode> of(String payment) {
        return Optional.ofNullable(Json.text(store.get("payment_intent", payment), "latest_charge"))
                .map(charge -> store.get("charge", charge));
    }

    /** The same for a control call, which makes sense for a payment that took something only. */
    ObjectNode taken(String payment) {
        return of(payment).orElseThrow(() -> Refusal.conflict("Nothing was charged for " + payment + "."));
    }

    /** What isn't given back yet, or about to be. */
    static long left(ObjectNode charge) {
        return Json.number(charge, "amount") - Json.number(charge, "amount_refunded");
    }

    /** Changes what was given back by an amount, which is negative if it came back. */
    void refunded(ObjectNode charge, long amount) {
        charge.put("amount_refunded", Json.number(charge, "amount_refunded") + amount);
        charge.put("refunded", left(charge) == 0);
        store.save(charge);
    }
}
