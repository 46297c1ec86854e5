package io.runledger.stripesandbox;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The invitations to pay. */
final class CheckoutSessions {

    static final String KIND = "checkout.session";

    private final ObjectStore store;
    private final Lists lists;
    private final Events events;
    private final CheckoutDraft draft;

    CheckoutSessions(ObjectStore store, Lists lists, Events events, CheckoutDraft draft) {
        this.store = store;
        this.lists = lists;
        this.events = events;
        this.draft = draft;
    }

    void register(Routes api) {
        Map<String, String> filters = Map.of(
                "payment_intent", "payment_intent",
                "subscription", "subscription",
                "customer", "customer",
                "status", "status");
        api.post("/v1/checkout/sessions", call -> draft.write(call.form()))
                .get("/v1/checkout/sessions", call -> lists.page(call, KIND, filters))
                .get("/v1/checkout/sessions/*", call -> asOfNow(call.id()))
                .get("/v1/checkout/sessions/*/line_items", this::lines)
                .post("/v1/checkout/sessions/*/expire", call -> expire(call.id()));
    }

    /** Whoever looks before the next tick must not be told that somebody can still pay. */
    private ObjectNode asOfNow(String id) {
        ObjectNode session = store.get(KIND, id);
        return isOver(session) ? end(session) : session;
    }

    private ObjectNode lines(Call call) {
        ArrayNode shown = Json.array();
        for (ObjectNode line : Json.objects(store.get(KIND, call.id()), CheckoutDraft.LINES)) {
            ObjectNode price = store.get("price", Json.need(line, "price"));
            ObjectNode item = shown.addObject();
            item.put("id", Json.need(line, "id"));
            item.put("object", "item");
            item.put("amount_total", Json.number(price, "unit_amount") * Json.number(line, "quantity"));
            item.put("currency", Json.need(price, "currency"));
            item.put("quantity", Json.number(line, "quantity"));
            item.set("price", Json.shown(price));
        }
        return Json.list(shown, call.path());
    }

    private ObjectNode expire(String id) {
        ObjectNode session = store.get(KIND, id);
        if (!Json.has(session, "status", "open")) {
            throw Refusal.impossible(
                    null,
                    "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a"
                            + " status of " + Json.need(session, "status") + ".");
        }
        return end(session);
    }

    /** Ends those whose time is up. */
    void tick() {
        List<ObjectNode> all = store.newest(KIND);
        all.stream().filter(this::isOver).forEach(this::end);
    }

    private boolean isOver(ObjectNode session) {
        return Json.has(session, "status", "open") && Json.number(session, "expires_at") <= store.now();
    }

    private ObjectNode end(ObjectNode session) {
        session.put("status", "expired");
        session.putNull("url");
        store.save(session);
        events.tell("checkout.session.expired", session);
        return session;
    }

    /** Refuses one that can't be paid, or not any more. */
    ObjectNode payable(String id) {
        ObjectNode session = store.get(KIND, id);
        if (!Json.has(session, "status", "open") || isOver(session)) {
            throw Refusal.conflict("The session " + id + " is not open to be paid.");
        }
        return session;
    }
}
