package io.runledger.stripesandbox;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What subscriptions owe, and what was paid of it. */
final class Invoices {

    static final String KIND = "invoice";

    /** Where an invoice says what it is for. */
    static final String SUBSCRIPTION = "parent/subscription_details/subscription";

    /** Where a payment says which invoice it is for. */
    static final String INVOICE = Json.HIDDEN + "invoice";

    private final ObjectStore store;
    private final Lists lists;
    private final Events events;
    private final URI base;

    Invoices(ObjectStore store, Lists lists, Events events, URI base) {
        this.store = store;
        this.lists = lists;
        this.events = events;
        this.base = base;
    }

    void register(Routes api) {
        Map<String, String> filters = Map.of("subscription", SUBSCRIPTION, "customer", "customer", "status", "status");
        Map<String, String> paymentFilters = Map.of(
                "invoice", "invoice",
                "status", "status",
                "payment/type", "payment/type",
                "payment/payment_intent", "payment/payment_intent");
        api.get("/v1/invoices", call -> lists.page(call, KIND, filters))
                .get("/v1/invoices/*", call -> store.get(KIND, call.id()))
                .get("/v1/invoice_payments", call -> lists.page(call, "invoice_payment", paymentFilters))
                .get("/v1/invoice_payments/*", call -> store.get("invoice_payment", call.id()));
    }

    /** An invoice that is the subscription's latest and that nobody is told of yet. */
    ObjectNode write(ObjectNode subscription, String reason, List<ObjectNode> lines, long start, long end) {
        ObjectNode invoice = store.create(KIND, "in_");
        String id = Json.need(invoice, "id");
        invoice.put("status", "open");
        invoice.put("billing_reason", reason);
        invoice.put("collection_method", "charge_automatically");
        invoice.put("customer", Json.need(subscription, "customer"));
        invoice.put("currency", Json.need(subscription, "currency"));
        invoice.put("period_start", start);
        invoice.put("period_end", end);
        invoice.put("hosted_invoice_url", base + "/sandbox/invoices/" + id);
        invoice.set("lines", Json.list(Json.array().addAll(lines), "/v1/invoices/" + id + "/lines"));
        invoice.putObject("metadata");
        begin(invoice);
        owe(invoice, lines, Json.holds(subscription, "automatic_tax/enabled"));
        return belonging(invoice, subscription);
    }

    private void begin(ObjectNode invoice) {
        invoice.put("attempt_count", 0);
        invoice.put("attempted", false);
        invoice.putNull("next_payment_attempt");
        invoice.putObject("status_transitions").put("finalized_at", store.now()).putNull("paid_at");
    }

    private ObjectNode belonging(ObjectNode invoice, ObjectNode subscription) {
        ObjectNode parent = invoice.putObject("parent");
        parent.put("type", "subscription_details");
        ObjectNode details = parent.putObject("subscription_details");
        details.put("subscription", Json.need(subscription, "id"));
        details.set("metadata", Json.copy(subscription, "metadata"));
        subscription.put("latest_invoice", Json.need(invoice, "id"));
        store.save(subscription);
        return invoice;
    }

    private static void owe(ObjectNode invoice, List<ObjectNode> lines, boolean taxed) {
        long subtotal =
                lines.stream().mapToLong(line -> Json.number(line, "amount")).sum();
        long tax = Tax.on(subtotal, taxed);
        invoice.put("subtotal", subtotal);
        invoice.put("total_excluding_tax", subtotal);
        invoice.put("total", subtotal + tax);
        invoice.put("amount_due", subtotal + tax);
        invoice.put("amount_paid", 0);
        invoice.put("amount_remaining", subtotal + tax);
        invoice.putObject("automatic_tax").put("enabled", taxed);
        invoice.putArray("total_taxes").addObject().put("amount", tax).put("tax_behavior", "exclusive");
    }

    /**
     * Notes that it is paid.
     *
     * @param payment by what; null if there was nothing to pay
     */
    void settle(ObjectNode invoice, @Nullable ObjectNode payment) {
        long due = Json.number(invoice, "amount_due");
        invoice.put("status", "paid");
        invoice.put("amount_paid", due);
        invoice.put("amount_remaining", 0);
        invoice.putNull("next_payment_attempt");
        ((ObjectNode) invoice.path("status_transitions")).put("paid_at", store.now());
        store.save(invoice);
        if (payment != null) {
            allot(invoice, payment, due);
        }
        events.tell("invoice.paid", invoice);
    }

    private void allot(ObjectNode invoice, ObjectNode payment, long amount) {
        ObjectNode allotted = store.create("invoice_payment", "inpay_");
        allotted.put("invoice", Json.need(invoice, "id"));
        allotted.put("amount_paid", amount);
        allotted.put("amount_requested", amount);
        allotted.put("currency", Json.need(invoice, "currency"));
        allotted.put("is_default", true);
        allotted.put("status", "paid");
        ObjectNode by = allotted.putObject("payment");
        by.put("type", "payment_intent");
        by.put("payment_intent", Json.need(payment, "id"));
        allotted.putObject("status_transitions").put("paid_at", store.now());
    }
}
