package io.runledger.stripesandbox;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What a bank suspects before anybody disputes it. */
final class FraudWarnings {

    private static final String KIND = "radar.early_fraud_warning";

    private final ObjectStore store;
    private final Lists lists;
    private final Events events;
    private final Charges charges;

    FraudWarnings(ObjectStore store, Lists lists, Events events, Charges charges) {
        this.store = store;
        this.lists = lists;
        this.events = events;
        this.charges = charges;
    }

    void register(Routes api, Routes control) {
        Map<String, String> filters = Map.of("payment_intent", "payment_intent", "charge", "charge");
        api.get("/v1/radar/early_fraud_warnings", call -> lists.page(call, KIND, filters))
                .get("/v1/radar/early_fraud_warnings/*", call -> store.get(KIND, call.id()));
        control.post("/sandbox/payments/*/fraud-warning", call -> warn(charges.taken(call.id())));
    }

    private ObjectNode warn(ObjectNode charge) {
        ObjectNode warning = store.create(KIND, "issfr_");
        warning.put("charge", Json.need(charge, "id"));
        warning.put("payment_intent", Json.need(charge, "payment_intent"));
        warning.put("fraud_type", "made_with_stolen_card");
        warning.put("actionable", Charges.left(charge) > 0 && !Json.holds(charge, "disputed"));
        events.tell("radar.early_fraud_warning.created", warning);
        return warning;
    }
}
