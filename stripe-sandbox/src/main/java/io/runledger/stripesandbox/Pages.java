package io.runledger.stripesandbox;

import java.util.List;
import java.util.Optional;

/** What people see with a browser. */
final class Pages {

    private final IndexPage index;
    private final CheckoutPage checkout;
    private final PortalPage portal;

    Pages(IndexPage index, CheckoutPage checkout, PortalPage portal) {
        this.index = index;
        this.checkout = checkout;
        this.portal = portal;
    }

    /** Empty if it isn't a page that is asked for. */
    Optional<String> show(Request request) {
        List<String> path = List.of(request.path().split("/"));
        if (!"GET".equals(request.method())) {
            return Optional.empty();
        }
        if (path.size() == 2) {
            return Optional.of(index.show());
        }
        return path.size() == 4 ? page(path.get(2), path.get(3)) : Optional.empty();
    }

    private Optional<String> page(String kind, String id) {
        return switch (kind) {
            case "checkout" -> Optional.of(checkout.show(id));
            case "portal" -> Optional.of(portal.show(id));
            case "invoices" -> Optional.of(portal.invoice(id));
            default -> Optional.empty();
        };
    }
}
