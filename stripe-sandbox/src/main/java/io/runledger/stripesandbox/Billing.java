package io.runledger.stripesandbox;

import tools.jackson.databind.node.ObjectNode;

/** What is due by the clock. */
final class Billing {

    private final ObjectStore store;
    private final CheckoutSessions sessions;
    private final Renewals renewals;
    private final Dues dues;

    Billing(ObjectStore store, CheckoutSessions sessions, Renewals renewals, Dues dues) {
        this.store = store;
        this.sessions = sessions;
        this.renewals = renewals;
        this.dues = dues;
    }

    void register(Routes control) {
        control.post("/sandbox/tick", call -> {
            tick();
            return ticked();
        });
    }

    void tick() {
        store.run(() -> {
            sessions.tick();
            dues.tick();
            renewals.tick();
        });
    }

    private ObjectNode ticked() {
        ObjectNode ticked = Json.object();
        ticked.put("object", "sandbox.tick");
        ticked.put("now", store.now());
        return ticked;
    }
}
