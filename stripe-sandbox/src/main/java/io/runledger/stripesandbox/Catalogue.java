package io.runledger.stripesandbox;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What is sold, and for how much. */
final class Catalogue {

    private static final List<String> INTERVALS = List.of("day", "week", "month", "year");

    private final ObjectStore store;

    Catalogue(ObjectStore store) {
        this.store = store;
    }

    void register(Routes api) {
        api.post("/v1/products", call -> addProduct(call.form()))
                .get("/v1/products/*", call -> store.get("product", call.id()))
                .get("/v1/prices/*", call -> store.get("price", call.id()));
    }

    private ObjectNode addProduct(Form form) {
        String name = form.need("name");
        String id = form.text("id");
        if (id != null && store.find(id).isPresent()) {
            throw Refusal.impossible("resource_already_exists", "Product already exists.");
        }
        return product(name, id, form);
    }

    private ObjectNode product(String name, @Nullable String id, Form form) {
        ObjectNode product = Json.object();
        product.put("id", id == null ? Ids.next("prod_") : id);
        product.put("object", "product");
        product.put("created", store.now());
        product.put("livemode", false);
        product.put("active", true);
        product.put("name", name);
        product.put("description", form.text("description"));
        product.put("type", "service");
        form.metadataTo(product);
        store.save(product);
        return product;
    }

    /** The price that a line or an item names, or describes. */
    ObjectNode price(Form line) {
        String known = line.text("price");
        if (known != null) {
            return store.get("price", known);
        }
        return described(line.under("price_data"));
    }

    private ObjectNode described(Form data) {
        String currency = data.need("currency").toLowerCase(Locale.ROOT);
        long amount = data.whole("unit_amount", 0);
        ObjectNode recurring = data.has("recurring") ? recurring(data.under("recurring")) : null;
        String product = productOf(data);
        ObjectNode price = price(amount, currency, product);
        price.put("tax_behavior", data.text("tax_behavior", "unspecified"));
        price.put("type", recurring == null ? "one_time" : "recurring");
        price.set("recurring", recurring);
        return price;
    }

    private ObjectNode price(long amount, String currency, String product) {
        ObjectNode price = store.create("price", "price_");
        price.put("active", true);
        price.put("billing_scheme", "per_unit");
        price.put("currency", currency);
        price.put("product", product);
        price.put("unit_amount", amount);
        price.put("unit_amount_decimal", String.valueOf(amount));
        price.putObject("metadata");
        return price;
    }

    private String productOf(Form data) {
        String known = data.text("product");
        if (known != null) {
            return Json.need(store.get("product", known), "id");
        }
        Form described = data.under("product_data");
        return Json.need(product(described.need("name"), null, described), "id");
    }

    private static ObjectNode recurring(Form form) {
        String interval = form.need("interval");
        if (!INTERVALS.contains(interval)) {
            throw Refusal.invalid("interval", "Invalid interval: must be one of " + INTERVALS);
        }
        ObjectNode recurring = Json.object();
        recurring.put("interval", interval);
        recurring.put("interval_count", form.whole("interval_count", 1, 1));
        recurring.put("usage_type", "licensed");
        return recurring;
    }

    /** What a price's product is called. */
    String nameOf(ObjectNode price) {
        return Json.need(store.get("product", Json.need(price, "product")), "name");
    }
}
