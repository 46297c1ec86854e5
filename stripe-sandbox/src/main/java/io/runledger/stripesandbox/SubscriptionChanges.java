package io.runledger.stripesandbox;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is changed of a subscription while it runs. */
final class SubscriptionChanges {

    /** What the next invoice has besides the period. */
    static final String PENDING = Json.HIDDEN + "pending_lines";

    private final ObjectStore store;
    private final Subscriptions subscriptions;
    private final Catalogue catalogue;
    private final Invoices invoices;
    private final Dues dues;
    private final Events events;

    SubscriptionChanges(
            ObjectStore store,
            Subscriptions subscriptions,
            Catalogue catalogue,
            Invoices invoices,
            Dues dues,
            Events events) {
        this.store = store;
        this.subscriptions = subscriptions;
        this.catalogue = catalogue;
        this.invoices = invoices;
        this.dues = dues;
        this.events = events;
    }

    void register(Routes api) {
        api.post("/v1/subscriptions/*", call -> change(subscriptions.running(call.id()), call.form()));
    }

    private ObjectNode change(ObjectNode subscription, Form form) {
        List<Form> items = form.each("items");
        if (items.size() > 1) {
            throw Refusal.invalid("items", "The sandbox changes one item at a time.");
        }
        if (!items.isEmpty()) {
            reprice(subscription, items.get(0), form.text("proration_behavior", "create_prorations"));
        }
        if (form.has("cancel_at_period_end")) {
            subscriptions.leaveAtPeriodEnd(subscription, form.flag("cancel_at_period_end"));
        }
        form.metadataTo(subscription);
        return subscriptions.updated(subscription);
    }

    private void reprice(ObjectNode subscription, Form form, String prorations) {
        ObjectNode item = item(subscription, form.need("id"));
        long quantity = form.whole("quantity", 1, Json.number(item, "quantity"));
        ObjectNode price = price(item, form);
        long amount = Json.number(price, "unit_amount") * quantity - amountOf(item);
        ObjectNode line =
                InvoiceLines.proration(subscription, item, price, Math.max(0, share(amount, item)), store.now());
        prorate(subscription, line, prorations);
        item.put("quantity", quantity);
        item.set("price", Json.shown(price));
        if ("always_invoice".equals(prorations)) {
            invoice(subscription, line);
        }
    }

    private ObjectNode price(ObjectNode item, Form form) {
        boolean priced = form.has("price") || form.has("price_data");
        ObjectNode price = priced ? catalogue.price(form) : (ObjectNode) item.path("price");
        if (!Json.has(price, "type", "recurring") || !Json.has(item, "price/currency", Json.need(price, "currency"))) {
            throw Refusal.invalid("items[0][price_data]", "The price of an item must recur in the same currency.");
        }
        return price;
    }

    private static long amountOf(ObjectNode item) {
        return Json.number(item, "price/unit_amount") * Json.number(item, "quantity");
    }

    /** The part of an amount that the rest of the period is, rounded to the nearest. */
    private long share(long amount, ObjectNode item) {
        long end = Json.number(item, "current_period_end");
        double left = end - store.now();
        return Math.round(amount * left / (end - Json.number(item, "current_period_start")));
    }

    /** Refuses a change that the card wouldn't pay, before anything is changed. */
    private void prorate(ObjectNode subscription, ObjectNode line, String prorations) {
        switch (prorations) {
            case "none" -> {}
            case "create_prorations" -> ((ArrayNode) subscription.withArrayProperty(PENDING)).add(line);
            case "always_invoice" -> requirePayable(subscription, Json.number(line, "amount"));
            default -> throw Refusal.invalid("proration_behavior", "Invalid proration_behavior: " + prorations);
        }
    }

    private void requirePayable(ObjectNode subscription, long amount) {
        if (amount > 0) {
            CardBehaviour behaviour = Cards.behaviour(dues.cardFor(subscription).orElseThrow(Dues::noCard));
            if (behaviour != CardBehaviour.OK) {
                throw Refusal.card(behaviour, null);
            }
        }
    }

    private void invoice(ObjectNode subscription, ObjectNode line) {
        ObjectNode invoice =
                invoices.write(subscription, "subscription_update", List.of(line), store.now(), store.now());
        events.tell("invoice.created", invoice);
        dues.collect(invoice);
    }

    private static ObjectNode item(ObjectNode subscription, String id) {
        return Subscriptions.items(subscription).stream()
                .filter(item -> Json.has(item, "id", id))
                .findFirst()
                .orElseThrow(() -> Refusal.missing("subscription_item", id));
    }
}
