package io.runledger.stripesandbox;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A line of a checkout session with its price. */
record SessionLine(ObjectNode price, long quantity) {

    /** Refuses lines that don't go together, or not with the session. */
    static List<SessionLine> of(Form form, Catalogue catalogue, boolean recurring) {
        List<SessionLine> lines = form.each("line_items").stream()
                .map(line -> of(line, catalogue))
                .toList();
        if (lines.isEmpty()) {
            throw Refusal.absent("line_items");
        }
        if (lines.stream().anyMatch(SessionLine::recurs) != recurring) {
            throw Refusal.invalid(
                    "line_items", "A session of mode subscription, and no other, has a line with a recurring price.");
        }
        if (lines.stream().map(SessionLine::currency).distinct().count() > 1) {
            throw Refusal.invalid("line_items", "All lines must have the same currency.");
        }
        return lines;
    }

    private static SessionLine of(Form line, Catalogue catalogue) {
        long quantity = line.whole("quantity", 1, 1);
        return new SessionLine(catalogue.price(line), quantity);
    }

    long amount() {
        return Json.number(price, "unit_amount") * quantity;
    }

    private boolean recurs() {
        return Json.has(price, "type", "recurring");
    }

    private String currency() {
        return Json.need(price, "currency");
    }
}
