package io.runledger.stripesandbox;

import tools.jackson.databind.node.ObjectNode;

/** What an invoice is about. */
final class InvoiceLines {

    private InvoiceLines() {}

    /** The period that an item is in, or begins. */
    static ObjectNode period(ObjectNode subscription, ObjectNode item) {
        ObjectNode price = (ObjectNode) item.path("price");
        long amount = Json.number(price, "unit_amount") * Json.number(item, "quantity");
        long start = Json.number(item, "current_period_start");
        ObjectNode line = line(amount, price, start, Json.number(item, "current_period_end"));
        belong(line, subscription, item, false);
        return line;
    }

    /** The rest of a period at another price. */
    static ObjectNode proration(ObjectNode subscription, ObjectNode item, ObjectNode price, long amount, long now) {
        ObjectNode line = line(amount, price, now, Json.number(item, "current_period_end"));
        belong(line, subscription, item, true);
        return line;
    }

    /** Something that is paid once. */
    static ObjectNode once(ObjectNode price, long quantity, long now) {
        return line(Json.number(price, "unit_amount") * quantity, price, now, now);
    }

    private static ObjectNode line(long amount, ObjectNode price, long start, long end) {
        ObjectNode line = Json.object();
        line.put("id", Ids.next("il_"));
        line.put("object", "line_item");
        line.put("amount", amount);
        line.put("currency", Json.need(price, "currency"));
        line.put("livemode", false);
        line.putObject("period").put("start", start).put("end", end);
        line.putNull("parent");
        ObjectNode pricing = line.putObject("pricing");
        pricing.put("type", "price_details");
        ObjectNode details = pricing.putObject("price_details");
        details.put("price", Json.need(price, "id"));
        details.put("product", Json.need(price, "product"));
        line.putObject("metadata");
        return line;
    }

    private static void belong(ObjectNode line, ObjectNode subscription, ObjectNode item, boolean proration) {
        ObjectNode parent = line.putObject("parent");
        parent.put("type", "subscription_item_details");
        ObjectNode details = parent.putObject("subscription_item_details");
        details.put("subscription", Json.need(subscription, "id"));
        details.put("subscription_item", Json.need(item, "id"));
        details.put("proration", proration);
    }
}
