package io.runledger.stripesandbox;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What becomes of a session that subscribes. */
final class SubscriptionStart {

    private final ObjectStore store;
    private final Events events;
    private final Invoices invoices;
    private final Payments payments;
    private final Dues dues;

    SubscriptionStart(ObjectStore store, Events events, Invoices invoices, Payments payments, Dues dues) {
        this.store = store;
        this.events = events;
        this.invoices = invoices;
        this.payments = payments;
        this.dues = dues;
    }

    /** Makes the subscription and its first invoice, which is paid now or under way to be. */
    void begin(ObjectNode session, ObjectNode method, boolean paid) {
        boolean owing = Json.number(session, "amount_total") > 0;
        ObjectNode subscription = subscription(session, method, owing && !paid ? "incomplete" : "active");
        List<ObjectNode> lines = items(subscription, session);
        ObjectNode invoice = invoices.write(subscription, "subscription_create", lines, store.now(), store.now());
        session.put("subscription", Json.need(subscription, "id"));
        session.put("invoice", Json.need(invoice, "id"));
        events.tell("customer.subscription.created", subscription);
        events.tell("invoice.created", invoice);
        if (owing) {
            take(session, invoice, method, paid);
        } else {
            invoices.settle(invoice, null);
        }
    }

    private void take(ObjectNode session, ObjectNode invoice, ObjectNode method, boolean paid) {
        ObjectNode payment = dues.payment(invoice);
        payment.put(Till.SESSION, Json.need(session, "id"));
        invoice.put("attempted", true);
        invoice.put("attempt_count", 1);
        if (paid) {
            payments.with(payment, method);
            payments.succeed(payment);
            invoices.settle(invoice, payment);
        } else {
            payments.process(payment, method);
        }
    }

    private ObjectNode subscription(ObjectNode session, ObjectNode method, String status) {
        ObjectNode subscription = store.create(Subscriptions.KIND, "sub_");
        subscription.put("status", status);
        subscription.put("customer", Json.need(session, "customer"));
        subscription.put("currency", Json.need(session, "currency"));
        subscription.put("collection_method", "charge_automatically");
        subscription.put("billing_cycle_anchor", store.now());
        subscription.put("start_date", store.now());
        subscription.put("cancel_at_period_end", false);
        List.of("cancel_at", "canceled_at", "ended_at").forEach(subscription::putNull);
        subscription.put("default_payment_method", Json.need(method, "id"));
        subscription.set("automatic_tax", Json.copy(session, "automatic_tax").without("status"));
        subscription.put("description", Json.text(session, CheckoutDraft.SUBSCRIPTION_DATA + "/description"));
        subscription.set("metadata", Json.copy(session, CheckoutDraft.SUBSCRIPTION_DATA + "/metadata"));
        return subscription;
    }

    /** Gives it what recurs of the session's lines; all of them are on the first invoice. */
    private List<ObjectNode> items(ObjectNode subscription, ObjectNode session) {
        ArrayNode items = Json.array();
        List<ObjectNode> lines = new ArrayList<>();
        for (ObjectNode line : Json.objects(session, CheckoutDraft.LINES)) {
            lines.add(line(line, subscription, items));
        }
        String url = "/v1/subscription_items?subscription=" + Json.need(subscription, "id");
        subscription.set("items", Json.list(items, url));
        return lines;
    }

    private ObjectNode line(ObjectNode line, ObjectNode subscription, ArrayNode items) {
        ObjectNode price = store.get("price", Json.need(line, "price"));
        long quantity = Json.number(line, "quantity");
        if (!Json.has(price, "type", "recurring")) {
            return InvoiceLines.once(price, quantity, store.now());
        }
        ObjectNode item = item(subscription, price, quantity);
        items.add(item);
        return InvoiceLines.period(subscription, item);
    }

    private ObjectNode item(ObjectNode subscription, ObjectNode price, long quantity) {
        ObjectNode item = Json.object();
        item.put("id", Ids.next("si_"));
        item.put("object", "subscription_item");
        item.put("created", store.now());
        item.put("subscription", Json.need(subscription, "id"));
        item.put("quantity", quantity);
        item.set("price", Json.shown(price));
        item.put("current_period_start", store.now());
        long end = Periods.following(store.now(), (ObjectNode) price.path("recurring"), store.now());
        item.put("current_period_end", end);
        item.putObject("metadata");
        return item;
    }
}
