package io.runledger.stripesandbox;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The latest payments, and what can be made to happen to them. */
final class IndexPage {

    private static final int SHOWN = 20;

    private final ObjectStore store;

    IndexPage(ObjectStore store) {
        this.store = store;
    }

    String show() {
        List<ObjectNode> payments = store.newest("payment_intent");
        String cards = payments.stream().limit(SHOWN).map(this::payment).collect(Collectors.joining());
        String none = Html.paragraph("Nobody has tried to pay yet.");
        return Html.page("Payments", payments.isEmpty() ? none : cards);
    }

    private String payment(ObjectNode payment) {
        String id = Json.need(payment, "id");
        Optional<ObjectNode> charge =
                Optional.ofNullable(Json.text(payment, "latest_charge")).flatMap(store::find);
        return Html.card(
                Html.paragraph(Html.money(payment, "amount") + ", " + Json.need(payment, "status")),
                Html.quiet(id + ", " + Html.time(payment, "created")),
                Json.has(payment, "status", "processing") ? underWay(id) : "",
                charge.map(taken -> charge(id, taken)).orElse(""),
                renewal(payment));
    }

    private static String underWay(String id) {
        return Html.button("Let it arrive", "/sandbox/payments/" + id + "/succeed")
                + Html.button("Let it fail", "/sandbox/payments/" + id + "/fail");
    }

    private String charge(String id, ObjectNode charge) {
        String address = "/sandbox/payments/" + id;
        String left = String.valueOf(Charges.left(charge));
        return Html.asking("Refund (in the smallest unit)", address + "/refund", "amount", left)
                + Html.button("Dispute", address + "/dispute")
                + Html.button("Inquiry", address + "/dispute", "inquiry", "true")
                + Html.button("Fraud warning", address + "/fraud-warning")
                + of("refund", charge).map(IndexPage::refund).collect(Collectors.joining())
                + of("dispute", charge).map(IndexPage::dispute).collect(Collectors.joining());
    }

    private Stream<ObjectNode> of(String kind, ObjectNode charge) {
        String id = Json.need(charge, "id");
        return store.newest(kind).stream().filter(object -> Json.has(object, "charge", id));
    }

    private static String refund(ObjectNode refund) {
        String address = "/sandbox/refunds/" + Json.need(refund, "id");
        String status = Json.need(refund, "status");
        return Html.paragraph("Refund of " + Html.money(refund, "amount") + ": " + status)
                + ("pending".equals(status) ? Html.button("Refund succeeds", address + "/succeed") : "")
                + ("failed".equals(status) ? "" : Html.button("Refund fails", address + "/fail"));
    }

    private static String dispute(ObjectNode dispute) {
        String address = "/sandbox/disputes/" + Json.need(dispute, "id");
        String status = Json.need(dispute, "status");
        return Html.paragraph("Dispute of " + Html.money(dispute, "amount") + ": " + status)
                + (status.endsWith("needs_response") ? Html.button("Dispute won", address + "/won") : "")
                + ("needs_response".equals(status) ? Html.button("Dispute lost", address + "/lost") : "");
    }

    private String renewal(ObjectNode payment) {
        String customer = Json.text(payment, "customer");
        if (customer == null || Json.text(payment, Invoices.INVOICE) == null) {
            return "";
        }
        String address = "/sandbox/customers/" + customer + "/card";
        return Html.button("Fail next renewal", address, "behaviour", "declined")
                + Html.button("Let renewals succeed", address, "behaviour", "ok");
    }
}
