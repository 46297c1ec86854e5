package io.runledger.stripesandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Who pays again and again. */
final class Subscriptions {

    static final String KIND = "subscription";

    private final ObjectStore store;
    private final Lists lists;
    private final Events events;

    Subscriptions(ObjectStore store, Lists lists, Events events) {
        this.store = store;
        this.lists = lists;
        this.events = events;
    }

    void register(Routes api, Routes control) {
        api.get("/v1/subscriptions", this::list)
                .get("/v1/subscriptions/*", call -> store.get(KIND, call.id()))
                .delete("/v1/subscriptions/*", call -> end(running(call.id()), store.now()));
        control.post("/sandbox/subscriptions/*/leave", call -> leaving(running(call.id()), true))
                .post("/sandbox/subscriptions/*/stay", call -> leaving(running(call.id()), false));
    }

    private ObjectNode list(Call call) {
        String status = call.form().text("status", "");
        return lists.page(call, KIND, Map.of("customer", "customer"), subscription -> switch (status) {
            case "all" -> true;
            case "" -> !hasEnded(subscription);
            default -> Json.has(subscription, "status", status);
        });
    }

    /** Refuses one that has ended. */
    ObjectNode running(String id) {
        ObjectNode subscription = store.get(KIND, id);
        if (hasEnded(subscription)) {
            throw Refusal.missing(KIND, id);
        }
        return subscription;
    }

    static boolean hasEnded(ObjectNode subscription) {
        return Json.has(subscription, "status", "canceled");
    }

    static List<ObjectNode> items(ObjectNode subscription) {
        return Json.objects(subscription, "items/data");
    }

    /** All items have the same period. */
    static long periodEnd(ObjectNode subscription) {
        return Json.number(items(subscription).get(0), "current_period_end");
    }

    ObjectNode end(ObjectNode subscription, long at) {
        subscription.put("status", "canceled");
        subscription.put("ended_at", at);
        if (Json.text(subscription, "canceled_at") == null) {
            subscription.put("canceled_at", at);
        }
        store.save(subscription);
        events.tell("customer.subscription.deleted", subscription);
        return subscription;
    }

    void endAll(String customer) {
        for (ObjectNode subscription : store.newest(KIND)) {
            if (Json.has(subscription, "customer", customer) && !hasEnded(subscription)) {
                end(subscription, store.now());
            }
        }
    }

    /** Sets whether it ends with the period that runs, without telling anybody. */
    void leaveAtPeriodEnd(ObjectNode subscription, boolean leaves) {
        subscription.put("cancel_at_period_end", leaves);
        if (leaves) {
            subscription.put("cancel_at", periodEnd(subscription));
            subscription.put("canceled_at", store.now());
        } else {
            subscription.putNull("cancel_at");
            subscription.putNull("canceled_at");
        }
    }

    private ObjectNode leaving(ObjectNode subscription, boolean leaves) {
        leaveAtPeriodEnd(subscription, leaves);
        return updated(subscription);
    }

    ObjectNode updated(ObjectNode subscription) {
        store.save(subscription);
        events.tell("customer.subscription.updated", subscription);
        return subscription;
    }

    /** An invoice was paid late; its subscription is as before if nothing else is owed. */
    void recover(ObjectNode invoice) {
        Optional<ObjectNode> owing = store.find(Json.need(invoice, Invoices.SUBSCRIPTION))
                .filter(subscription -> List.of("past_due", "incomplete").contains(Json.need(subscription, "status")))
                .filter(subscription -> !owes(subscription));
        owing.ifPresent(subscription -> {
            subscription.put("status", "active");
            updated(subscription);
        });
    }

    private boolean owes(ObjectNode subscription) {
        String id = Json.need(subscription, "id");
        return store.newest("invoice").stream()
                .anyMatch(
                        invoice -> Json.has(invoice, Invoices.SUBSCRIPTION, id) && Json.has(invoice, "status", "open"));
    }
}
