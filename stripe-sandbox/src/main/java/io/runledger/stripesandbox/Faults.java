package io.runledger.stripesandbox;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What goes wrong on purpose, and how the sandbox behaves in other things that can be set. */
final class Faults {

    private static final String ID = "sandbox_settings";

    private static final List<String> COUNTS = List.of("failBefore", "failAfter", "rateLimit", "webhookDelayMillis");

    private static final int MOST_COPIES = 4;

    private final ObjectStore store;

    Faults(ObjectStore store) {
        this.store = store;
    }

    void register(Routes control) {
        control.get("/sandbox/settings", call -> settings()).post("/sandbox/settings", call -> change(call.form()));
    }

    private ObjectNode settings() {
        return store.find(ID).orElseGet(Faults::initial);
    }

    private static ObjectNode initial() {
        ObjectNode settings = Json.object();
        settings.put("id", ID);
        settings.put("object", "sandbox.settings");
        settings.put("refunds", "succeeded");
        COUNTS.forEach(count -> settings.put(count, 0));
        settings.put("webhookCopies", "1");
        settings.put("webhookShuffle", false);
        return settings;
    }

    private ObjectNode change(Form form) {
        ObjectNode settings = settings().deepCopy();
        for (String name : form.tree().propertyNames()) {
            settings.set(name, checked(name, form, settings.path(name)));
        }
        store.save(settings);
        return settings;
    }

    private static JsonNode checked(String name, Form form, JsonNode before) {
        ObjectNode value = Json.object();
        if (COUNTS.contains(name)) {
            value.put(name, form.whole(name, 0));
        } else if ("webhookShuffle".equals(name)) {
            value.put(name, form.flag(name));
        } else if (!before.isString() || !allowed(name, form.text(name))) {
            throw Refusal.invalid(name, "There is no setting " + name + " that can be " + form.text(name) + ".");
        } else {
            value.put(name, form.need(name));
        }
        return value.path(name);
    }

    private static boolean allowed(String name, @Nullable String value) {
        return switch (name) {
            case "refunds" -> List.of("succeeded", "pending").contains(String.valueOf(value));
            case "webhookCopies" -> List.of("1", "2", "3", "4", "random").contains(String.valueOf(value));
            default -> false;
        };
    }

    /** Refuses a call while there are to be too many. */
    void limit() {
        if (counted("rateLimit")) {
            throw Refusal.of(429, "invalid_request_error", "rate_limit", "Too many requests hit the API too quickly.");
        }
    }

    /** Fails a call before anything is done. */
    void before() {
        if (counted("failBefore")) {
            throw Refusal.of(500, "api_error", null, "The sandbox was told to fail before the work.");
        }
    }

    /** Whether the answer of a call that was done is to be lost. */
    boolean after() {
        return counted("failAfter");
    }

    private boolean counted(String name) {
        ObjectNode settings = settings();
        long left = Json.number(settings, name);
        if (left > 0) {
            settings.put(name, left - 1);
            store.save(settings);
        }
        return left > 0;
    }

    boolean refundsWait() {
        return Json.has(settings(), "refunds", "pending");
    }

    int copies() {
        return Optional.of(Json.need(settings(), "webhookCopies"))
                .filter(copies -> !"random".equals(copies))
                .map(Integer::parseInt)
                .orElseGet(() -> 1 + ThreadLocalRandom.current().nextInt(MOST_COPIES));
    }

    boolean shuffles() {
        return Json.holds(settings(), "webhookShuffle");
    }

    /** A time to wait before a delivery, by chance. */
    long delayMillis() {
        return ThreadLocalRandom.current().nextLong(Json.number(settings(), "webhookDelayMillis") + 1);
    }
}
