package io.runledger.stripesandbox;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Who pays. */
final class Customers {

    private static final List<String> TEXTS = List.of("email", "name", "description", "phone");

    private final ObjectStore store;
    private final Lists lists;
    private final Subscriptions subscriptions;

    Customers(ObjectStore store, Lists lists, Subscriptions subscriptions) {
        this.store = store;
        this.lists = lists;
        this.subscriptions = subscriptions;
    }

    void register(Routes api) {
        api.post("/v1/customers", call -> change(create(store, null), call.form()))
                .get("/v1/customers", call -> lists.page(call, "customer", Map.of("email", "email")))
                .get("/v1/customers/*", call -> store.get("customer", call.id()))
                .post("/v1/customers/*", call -> change(existing(store, call.id()), call.form()))
                .delete("/v1/customers/*", this::delete);
    }

    static ObjectNode create(ObjectStore store, @Nullable String email) {
        ObjectNode customer = store.create("customer", "cus_");
        TEXTS.forEach(customer::putNull);
        customer.put("email", email);
        customer.putObject("metadata");
        return customer;
    }

    /** Refuses one that was deleted. */
    static ObjectNode existing(ObjectStore store, String id) {
        ObjectNode customer = store.get("customer", id);
        if (Json.holds(customer, "deleted")) {
            throw Refusal.missing("customer", id);
        }
        return customer;
    }

    private ObjectNode change(ObjectNode customer, Form form) {
        for (String name : TEXTS) {
            if (form.has(name)) {
                customer.put(name, form.text(name));
            }
        }
        form.metadataTo(customer);
        store.save(customer);
        return customer;
    }

    private ObjectNode delete(Call call) {
        ObjectNode customer = existing(store, call.id());
        subscriptions.endAll(call.id());
        customer.retain("id", "object");
        customer.put("deleted", true);
        store.save(customer);
        return customer;
    }
}
