package io.runledger.stripesandbox;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What payers take back by way of their bank. */
final class Disputes {

    private static final String KIND = "dispute";

    private static final String INQUIRY = "warning_needs_response";

    private static final List<String> OPEN = List.of("needs_response", INQUIRY);

    private static final long FEE = 1_500;

    private final ObjectStore store;
    private final Lists lists;
    private final Events events;
    private final Charges charges;

    Disputes(ObjectStore store, Lists lists, Events events, Charges charges) {
        this.store = store;
        this.lists = lists;
        this.events = events;
        this.charges = charges;
    }

    void register(Routes api, Routes control) {
        Map<String, String> filters = Map.of("payment_intent", "payment_intent", "charge", "charge");
        api.get("/v1/disputes", call -> lists.page(call, KIND, filters))
                .get("/v1/disputes/*", call -> store.get(KIND, call.id()));
        control.post("/sandbox/payments/*/dispute", call -> open(charges.taken(call.id()), call.form()))
                .post("/sandbox/disputes/*/won", call -> win(store.get(KIND, call.id())))
                .post("/sandbox/disputes/*/lost", call -> lose(store.get(KIND, call.id())));
    }

    /** Money that the bank has, or keeps, can't be given back a second time. */
    boolean forbidRefunds(ObjectNode charge) {
        return of(charge).stream().anyMatch(dispute -> !Json.holds(dispute, "is_charge_refundable"));
    }

    private List<ObjectNode> of(ObjectNode charge) {
        String id = Json.need(charge, "id");
        return store.newest(KIND).stream()
                .filter(dispute -> Json.has(dispute, "charge", id))
                .toList();
    }

    private ObjectNode open(ObjectNode charge, Form form) {
        if (of(charge).stream().anyMatch(dispute -> OPEN.contains(Json.need(dispute, "status")))) {
            throw Refusal.conflict("The charge is disputed already.");
        }
        ObjectNode dispute = begin(charge, amount(charge, form), form.flag("inquiry"));
        charge.put("disputed", true);
        store.save(charge);
        events.tell("charge.dispute.created", dispute);
        if (!form.flag("inquiry")) {
            events.tell("charge.dispute.funds_withdrawn", dispute);
        }
        return dispute;
    }

    private static long amount(ObjectNode charge, Form form) {
        long most = Json.number(charge, "amount");
        long amount = form.whole("amount", 1, most);
        if (amount > most) {
            throw Refusal.conflict("No more than " + most + " can be disputed.");
        }
        return amount;
    }

    private ObjectNode begin(ObjectNode charge, long amount, boolean inquiry) {
        ObjectNode dispute = store.create(KIND, "dp_");
        dispute.put("amount", amount);
        dispute.put("currency", Json.need(charge, "currency"));
        dispute.put("charge", Json.need(charge, "id"));
        dispute.put("payment_intent", Json.need(charge, "payment_intent"));
        dispute.put("reason", "general");
        dispute.put("status", inquiry ? INQUIRY : "needs_response");
        dispute.put("is_charge_refundable", inquiry);
        dispute.putArray("balance_transactions");
        dispute.putObject("metadata");
        if (!inquiry) {
            move(dispute, -amount, FEE);
        }
        return dispute;
    }

    private void move(ObjectNode dispute, long amount, long fee) {
        ObjectNode booked = charges.booked("adjustment", amount, fee, Json.need(dispute, "currency"));
        ((ArrayNode) dispute.path("balance_transactions")).add(Json.shown(booked));
    }

    private ObjectNode win(ObjectNode dispute) {
        boolean inquiry = Json.has(dispute, "status", INQUIRY);
        close(dispute, inquiry ? "warning_closed" : "won");
        dispute.put("is_charge_refundable", true);
        if (!inquiry) {
            move(dispute, Json.number(dispute, "amount"), 0);
            events.tell("charge.dispute.funds_reinstated", dispute);
        }
        events.tell("charge.dispute.closed", dispute);
        return dispute;
    }

    private ObjectNode lose(ObjectNode dispute) {
        if (Json.has(dispute, "status", INQUIRY)) {
            throw Refusal.conflict("An inquiry can't be lost.");
        }
        close(dispute, "lost");
        events.tell("charge.dispute.closed", dispute);
        return dispute;
    }

    private void close(ObjectNode dispute, String status) {
        if (!OPEN.contains(Json.need(dispute, "status"))) {
            throw Refusal.conflict("The dispute is closed already.");
        }
        dispute.put("status", status);
        store.save(dispute);
    }
}
