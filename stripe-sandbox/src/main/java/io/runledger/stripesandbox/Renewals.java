package io.runledger.stripesandbox;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What happens to a subscription when its period is over. */
final class Renewals {

    private static final List<String> RENEWED = List.of("active", "past_due");

    private final ObjectStore store;
    private final Events events;
    private final Invoices invoices;
    private final Dues dues;
    private final Subscriptions subscriptions;

    Renewals(ObjectStore store, Events events, Invoices invoices, Dues dues, Subscriptions subscriptions) {
        this.store = store;
        this.events = events;
        this.invoices = invoices;
        this.dues = dues;
        this.subscriptions = subscriptions;
    }

    /** Goes through the periods that are over one by one. */
    void tick() {
        for (ObjectNode subscription : store.newest(Subscriptions.KIND)) {
            while (isOver(subscription)) {
                renew(subscription);
            }
        }
    }

    private boolean isOver(ObjectNode subscription) {
        return RENEWED.contains(Json.need(subscription, "status"))
                && Subscriptions.periodEnd(subscription) <= store.now();
    }

    private void renew(ObjectNode subscription) {
        long end = Subscriptions.periodEnd(subscription);
        if (Json.holds(subscription, "cancel_at_period_end")) {
            subscriptions.end(subscription, end);
            return;
        }
        long start = Json.number(Subscriptions.items(subscription).get(0), "current_period_start");
        ObjectNode invoice =
                invoices.write(subscription, "subscription_cycle", nextPeriod(subscription, end), start, end);
        events.tell("invoice.created", invoice);
        if (!dues.collect(invoice)) {
            dues.retryLater(invoice);
            subscription.put("status", "past_due");
        }
        subscriptions.updated(subscription);
    }

    private static List<ObjectNode> nextPeriod(ObjectNode subscription, long start) {
        List<ObjectNode> lines = new ArrayList<>(Json.objects(subscription, SubscriptionChanges.PENDING));
        subscription.remove(SubscriptionChanges.PENDING);
        long anchor = Json.number(subscription, "billing_cycle_anchor");
        for (ObjectNode item : Subscriptions.items(subscription)) {
            item.put("current_period_start", start);
            ObjectNode recurring = (ObjectNode) item.at("/price/recurring");
            item.put("current_period_end", Periods.following(anchor, recurring, start));
            lines.add(InvoiceLines.period(subscription, item));
        }
        return lines;
    }
}
