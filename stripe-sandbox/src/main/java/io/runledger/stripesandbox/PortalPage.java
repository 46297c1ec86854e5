package io.runledger.stripesandbox;

import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Where customers see their subscriptions and invoices, and leave. */
final class PortalPage {

    private final ObjectStore store;

    PortalPage(ObjectStore store) {
        this.store = store;
    }

    String show(String customer) {
        Customers.existing(store, customer);
        return Html.page(
                "Your subscriptions",
                of(Subscriptions.KIND, customer).stream()
                                .map(PortalPage::subscription)
                                .collect(Collectors.joining())
                        + way(customer));
    }

    String invoice(String id) {
        ObjectNode invoice = store.get(Invoices.KIND, id);
        return Html.page(
                "Invoice",
                Html.card(
                        Html.paragraph(Html.money(invoice, "total") + ", " + Json.need(invoice, "status")),
                        Html.quiet(id + ", " + Html.time(invoice, "created"))));
    }

    private List<ObjectNode> of(String kind, String customer) {
        return store.newest(kind).stream()
                .filter(object -> Json.has(object, "customer", customer))
                .toList();
    }

    private static String subscription(ObjectNode subscription) {
        ObjectNode item = Subscriptions.items(subscription).get(0);
        String price = Html.money(item.path("price"), "unit_amount");
        String interval = Json.need(item, "price/recurring/interval");
        return Html.card(
                Html.paragraph(price + " per " + interval + ", " + Json.need(subscription, "status")),
                Html.quiet("This period ends " + Html.time(item, "current_period_end")),
                Subscriptions.hasEnded(subscription) ? "" : choice(subscription));
    }

    private static String choice(ObjectNode subscription) {
        String address = "/sandbox/subscriptions/" + Json.need(subscription, "id");
        return Json.holds(subscription, "cancel_at_period_end")
                ? Html.button("Stay", address + "/stay")
                : Html.button("Cancel at the end of the period", address + "/leave");
    }

    /** Back to where the customer came from last. */
    private String way(String customer) {
        return of(Portal.KIND, customer).stream()
                .map(session -> Json.text(session, "return_url"))
                .filter(address -> address != null && address.startsWith("http"))
                .findFirst()
                .map(address -> Html.link("Back", String.valueOf(address)))
                .orElse("");
    }
}
