package io.runledger.stripesandbox;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What is given back. */
final class Refunds {

    private static final String KIND = "refund";

    private final ObjectStore store;
    private final Lists lists;
    private final Events events;
    private final Charges charges;
    private final Disputes disputes;
    private final Faults faults;

    Refunds(ObjectStore store, Lists lists, Events events, Charges charges, Disputes disputes, Faults faults) {
        this.store = store;
        this.lists = lists;
        this.events = events;
        this.charges = charges;
        this.disputes = disputes;
        this.faults = faults;
    }

    void register(Routes api, Routes control) {
        Map<String, String> filters = Map.of("payment_intent", "payment_intent", "charge", "charge");
        api.post("/v1/refunds", call -> create(asked(call.form()), call.form()))
                .get("/v1/refunds", call -> lists.page(call, KIND, filters))
                .get("/v1/refunds/*", call -> store.get(KIND, call.id()));
        control.post("/sandbox/payments/*/refund", call -> create(charges.taken(call.id()), call.form()))
                .post("/sandbox/refunds/*/succeed", call -> succeed(store.get(KIND, call.id())))
                .post("/sandbox/refunds/*/fail", call -> fail(store.get(KIND, call.id())));
    }

    private ObjectNode asked(Form form) {
        String payment = form.text("payment_intent");
        if (payment == null) {
            return store.get("charge", form.need("charge"));
        }
        return charges.of(payment)
                .orElseThrow(() -> Refusal.impossible(
                        null, "This PaymentIntent (" + payment + ") does not have a successful charge to refund."));
    }

    private ObjectNode create(ObjectNode charge, Form form) {
        long left = Charges.left(charge);
        if (disputes.forbidRefunds(charge)) {
            throw Refusal.impossible(
                    "charge_disputed", "Charge " + Json.need(charge, "id") + " has been charged back.");
        }
        if (left == 0) {
            throw Refusal.impossible("charge_already_refunded", "The charge has already been refunded.");
        }
        long amount = form.whole("amount", 1, left);
        if (amount > left) {
            throw Refusal.impossible(
                    null, "Refund amount (" + amount + ") is greater than unrefunded amount on charge (" + left + ")");
        }
        return give(charge, amount, form);
    }

    private ObjectNode give(ObjectNode charge, long amount, Form form) {
        ObjectNode refund = store.create(KIND, "re_");
        String currency = Json.need(charge, "currency");
        refund.put("amount", amount);
        refund.put("currency", currency);
        refund.put("charge", Json.need(charge, "id"));
        refund.put("payment_intent", Json.need(charge, "payment_intent"));
        refund.put("reason", form.text("reason"));
        refund.put("status", faults.refundsWait() ? "pending" : "succeeded");
        refund.put("balance_transaction", Json.need(charges.booked("refund", -amount, 0, currency), "id"));
        form.metadataTo(refund);
        charges.refunded(charge, amount);
        events.tell("refund.created", refund);
        events.tell("charge.refunded", charge);
        return refund;
    }

    private ObjectNode succeed(ObjectNode refund) {
        require(refund, List.of("pending"));
        refund.put("status", "succeeded");
        store.save(refund);
        events.tell("refund.updated", refund);
        events.tell("charge.refund.updated", refund);
        return refund;
    }

    /** The bank sends it back, which it can do after it seemed to have succeeded too. */
    private ObjectNode fail(ObjectNode refund) {
        require(refund, List.of("pending", "succeeded"));
        refund.put("status", "failed");
        refund.put("failure_reason", "unknown");
        store.save(refund);
        charges.refunded(store.get("charge", Json.need(refund, "charge")), -Json.number(refund, "amount"));
        events.tell("refund.updated", refund);
        events.tell("refund.failed", refund);
        events.tell("charge.refund.updated", refund);
        return refund;
    }

    private static void require(ObjectNode refund, List<String> statuses) {
        String status = Json.need(refund, "status");
        if (!statuses.contains(status)) {
            throw Refusal.conflict("The refund has the status " + status + ".");
        }
    }
}
