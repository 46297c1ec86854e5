package io.runledger.stripesandbox;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What a call ends in. */
sealed interface Answer {

    /** The connection breaks, and whoever called doesn't learn what was done. */
    record Lost() implements Answer {}

    /** Something to read. */
    record Told(int status, String body, Map<String, String> headers) implements Answer {

        Told with(Map<String, String> more) {
            Map<String, String> all = new HashMap<>(headers);
            all.putAll(more);
            return new Told(status, body, all);
        }
    }

    static Told json(int status, ObjectNode body) {
        return json(status, Json.write(body));
    }

    static Told json(int status, String body) {
        return new Told(status, body, Map.of("Content-Type", "application/json"));
    }

    static Told html(int status, String body) {
        return new Told(status, body, Map.of("Content-Type", "text/html; charset=utf-8", "Cache-Control", "no-store"));
    }

    static Told elsewhere(String address) {
        return new Told(303, "", Map.of("Location", address));
    }

    static Told refused(Refusal refusal) {
        return json(refusal.status(), refusal.body());
    }
}
