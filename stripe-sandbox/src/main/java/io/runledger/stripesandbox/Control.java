package io.runledger.stripesandbox;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The calls that let things happen which in the world happen by themselves; anybody may make them. */
final class Control {

    private final ObjectStore store;
    private final Routes routes;
    private final Pages pages;

    Control(ObjectStore store, Routes routes, Pages pages) {
        this.store = store;
        this.routes = routes;
        this.pages = pages;
    }

    Answer answer(Request request) {
        return store.within(() -> attempt(request));
    }

    private Answer attempt(Request request) {
        try {
            Optional<String> page = pages.show(request);
            if (page.isPresent()) {
                return Answer.html(200, page.get());
            }
            ObjectNode object = Json.shown(routes.handle(request));
            boolean json = request.wantsJson() || !request.isPost();
            return json ? Answer.json(200, object) : Answer.elsewhere(next(object));
        } catch (Refusal refusal) {
            return request.wantsJson()
                    ? Answer.refused(refusal)
                    : Answer.html(refusal.status(), Html.page("Sorry", Html.paragraph(refusal.getMessage())));
        }
    }

    /** Where a browser goes on. */
    private static String next(ObjectNode object) {
        String id = String.valueOf(Json.text(object, "id"));
        return switch (Json.need(object, "object")) {
            case "checkout.session" -> afterPaying(object, id);
            case "subscription" -> "/sandbox/portal/" + Json.need(object, "customer");
            default -> "/sandbox";
        };
    }

    private static String afterPaying(ObjectNode session, String id) {
        String success = Json.text(session, "success_url");
        return success == null || !Json.has(session, "status", "complete")
                ? "/sandbox/checkout/" + id
                : success.replace("{CHECKOUT_SESSION_ID}", id);
    }
}
