package io.runledger.stripesandbox;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Where somebody who was sent to pay does so, or doesn't. */
final class CheckoutPage {

    private final ObjectStore store;
    private final Catalogue catalogue;

    CheckoutPage(ObjectStore store, Catalogue catalogue) {
        this.store = store;
        this.catalogue = catalogue;
    }

    String show(String id) {
        ObjectNode session = store.get(CheckoutSessions.KIND, id);
        boolean open = Json.has(session, "status", "open");
        String state =
                open ? choices(session) : Html.paragraph("This session is " + Json.need(session, "status") + ".");
        return Html.page("Checkout", bought(session) + failure(session) + state);
    }

    private String bought(ObjectNode session) {
        String lines = Json.objects(session, CheckoutDraft.LINES).stream()
                .map(this::line)
                .collect(Collectors.joining());
        String price = "<p class=\"price\">" + Html.escape(Html.money(session, "amount_total")) + "</p>";
        return Html.card(lines, price, tax(session), Html.quiet("For " + email(session)));
    }

    private String line(ObjectNode line) {
        ObjectNode price = store.get("price", Json.need(line, "price"));
        String interval = Json.text(price, "recurring/interval");
        String every = interval == null ? "" : " per " + interval;
        return Html.paragraph(Json.number(line, "quantity") + " × " + catalogue.nameOf(price) + ", "
                + Html.money(price, "unit_amount") + every);
    }

    private static String tax(ObjectNode session) {
        boolean taxed = Json.holds(session, "automatic_tax/enabled");
        return taxed ? Html.quiet("10 % of it is the sandbox's tax, which is the same everywhere.") : "";
    }

    private static String email(ObjectNode session) {
        @Nullable String email = Json.text(session, "customer_details/email");
        return email == null ? "somebody without an e-mail address" : email;
    }

    private String failure(ObjectNode session) {
        String payment = Json.text(session, "payment_intent");
        @Nullable
        String message =
                payment == null ? null : Json.text(store.get("payment_intent", payment), "last_payment_error/message");
        return message == null ? "" : Html.card(Html.paragraph("The last attempt failed: " + message));
    }

    private static String choices(ObjectNode session) {
        String pay = "/sandbox/checkout/" + Json.need(session, "id") + "/pay";
        String cancel = Json.text(session, "cancel_url");
        return Html.card(
                Html.button("Pay", pay),
                Html.asking("Pay with a card from", pay, "cardCountry", "DE"),
                Html.button("Let it fail (declined)", pay, "outcome", "declined"),
                Html.button("Pay later (delayed)", pay, "outcome", "delayed"),
                cancel == null ? "" : Html.link("Cancel", cancel));
    }
}
