package io.runledger.stripesandbox;

import java.net.URI;
import tools.jackson.databind.node.ObjectNode;

/** Where customers look after their subscriptions. */
final class Portal {

    static final String KIND = "billing_portal.session";

    private final ObjectStore store;
    private final URI base;

    Portal(ObjectStore store, URI base) {
        this.store = store;
        this.base = base;
    }

    void register(Routes api) {
        api.post("/v1/billing_portal/sessions", call -> open(call.form()));
    }

    private ObjectNode open(Form form) {
        String customer = Json.need(Customers.existing(store, form.need("customer")), "id");
        ObjectNode session = store.create(KIND, "bps_");
        session.put("customer", customer);
        session.put("return_url", form.text("return_url"));
        session.put("url", base + "/sandbox/portal/" + customer);
        return session;
    }
}
