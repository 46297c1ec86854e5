package io.runledger.stripesandbox;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a checkout session is when it is new. */
final class CheckoutDraft {

    static final String LINES = Json.HIDDEN + "lines";
    static final String PAYMENT_DATA = Json.HIDDEN + "payment_data";
    static final String SUBSCRIPTION_DATA = Json.HIDDEN + "subscription_data";
    static final String CREATES_CUSTOMER = Json.HIDDEN + "creates_customer";

    private static final List<String> MODES = List.of("payment", "subscription");

    /** What a session shows as it was given. */
    private static final List<String> TEXTS =
            List.of("customer", "client_reference_id", "customer_email", "success_url", "cancel_url");

    private final ObjectStore store;
    private final Catalogue catalogue;
    private final URI base;

    CheckoutDraft(ObjectStore store, Catalogue catalogue, URI base) {
        this.store = store;
        this.catalogue = catalogue;
        this.base = base;
    }

    ObjectNode write(Form form) {
        String mode = form.need("mode");
        check(mode, form);
        String email = email(form);
        List<SessionLine> lines = SessionLine.of(form, catalogue, "subscription".equals(mode));
        ObjectNode session = store.create(CheckoutSessions.KIND, "cs_test_");
        session.put("mode", mode);
        fill(session, form);
        describe(session, form, email);
        price(session, lines, form.flag("automatic_tax/enabled"));
        remember(session, lines, form);
        return session;
    }

    private static void check(String mode, Form form) {
        if (!MODES.contains(mode)) {
            throw Refusal.invalid("mode", "The sandbox knows these modes: " + MODES);
        }
        checkAddress(form, "success_url");
        checkAddress(form, "cancel_url");
    }

    private @Nullable String email(Form form) {
        String customer = form.text("customer");
        return customer == null ? form.text("customer_email") : Json.text(Customers.existing(store, customer), "email");
    }

    private static void checkAddress(Form form, String name) {
        String address = form.text(name, "https://");
        if (!address.startsWith("http://") && !address.startsWith("https://")) {
            throw Refusal.invalid(name, "Not a valid URL");
        }
    }

    private void fill(ObjectNode session, Form form) {
        session.put("status", "open");
        session.put("url", base + "/sandbox/checkout/" + Json.need(session, "id"));
        TEXTS.forEach(name -> session.put(name, form.text(name)));
        session.put("ui_mode", form.text("ui_mode", "hosted_page"));
        long usual = store.now() + Duration.ofHours(24).toSeconds();
        session.put("expires_at", form.whole("expires_at", store.now() + 1, usual));
        List.of("payment_intent", "subscription", "invoice").forEach(session::putNull);
        form.metadataTo(session);
    }

    private static void describe(ObjectNode session, Form form, @Nullable String email) {
        ObjectNode details = session.putObject("customer_details");
        details.put("email", email);
        details.putObject("address").putNull("country");
        ArrayNode types = session.putArray("payment_method_types");
        form.texts("payment_method_types").forEach(types::add);
        if (types.isEmpty()) {
            types.add("card");
        }
        session.set("payment_method_options", Json.copy(form.tree(), "payment_method_options"));
    }

    private static void price(ObjectNode session, List<SessionLine> lines, boolean taxed) {
        long subtotal = lines.stream().mapToLong(SessionLine::amount).sum();
        long tax = Tax.on(subtotal, taxed);
        session.put("amount_subtotal", subtotal);
        session.put("amount_total", subtotal + tax);
        session.put("currency", Json.need(lines.get(0).price(), "currency"));
        session.put("payment_status", subtotal == 0 ? "no_payment_required" : "unpaid");
        ObjectNode automatic = session.putObject("automatic_tax");
        automatic.put("enabled", taxed);
        automatic.put("status", taxed ? "requires_location_inputs" : null);
        ObjectNode details = session.putObject("total_details");
        details.put("amount_tax", tax);
        details.put("amount_discount", 0);
        details.put("amount_shipping", 0);
    }

    /** What is needed when it is paid. */
    private static void remember(ObjectNode session, List<SessionLine> lines, Form form) {
        ArrayNode kept = session.putArray(LINES);
        for (SessionLine line : lines) {
            ObjectNode one = kept.addObject();
            one.put("id", Ids.next("li_"));
            one.put("price", Json.need(line.price(), "id"));
            one.put("quantity", line.quantity());
        }
        session.set(PAYMENT_DATA, Json.copy(form.tree(), "payment_intent_data"));
        session.set(SUBSCRIPTION_DATA, Json.copy(form.tree(), "subscription_data"));
        boolean saves = form.text("payment_intent_data/setup_future_usage") != null;
        boolean always = "always".equals(form.text("customer_creation"));
        session.put(CREATES_CUSTOMER, saves || always || Json.has(session, "mode", "subscription"));
    }
}
