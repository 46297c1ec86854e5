package io.runledger.stripesandbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What happened to objects, for those who are told of it. */
final class Events {

    /** What stripe-java 33.3.0 speaks. */
    static final String API_VERSION = "2026-07-29.dahlia";

    private final ObjectStore store;
    private final Faults faults;
    private final Lists lists;
    private final List<ObjectNode> fresh = new ArrayList<>();
    private @Nullable Cause cause;

    Events(ObjectStore store, Faults faults, Lists lists) {
        this.store = store;
        this.faults = faults;
        this.lists = lists;
    }

    /** The call that things happen because of. */
    record Cause(String request, @Nullable String key) {}

    void register(Routes api) {
        api.get("/v1/events/*", call -> store.get("event", call.id())).get("/v1/events", this::list);
    }

    private ObjectNode list(Call call) {
        List<String> types = call.form().texts("types");
        return lists.page(
                call,
                "event",
                Map.of("type", "type"),
                event -> types.isEmpty() || types.contains(Json.need(event, "type")));
    }

    /**
     * @param cause null if what follows happens by itself
     */
    void because(@Nullable Cause cause) {
        this.cause = cause;
    }

    /** Remembers an object as it is now; it is sent when the work is done and written down. */
    void tell(String type, ObjectNode object) {
        ObjectNode event = store.create("event", "evt_");
        event.put("type", type);
        event.put("api_version", API_VERSION);
        event.put("pending_webhooks", faults.copies());
        ObjectNode request = event.putObject("request");
        request.put("id", cause == null ? null : cause.request());
        request.put("idempotency_key", cause == null ? null : cause.key());
        event.putObject("data").set("object", Json.shown(object));
        fresh.add(event);
    }

    /** Those that were remembered since this was asked last. */
    List<ObjectNode> fresh() {
        List<ObjectNode> taken = List.copyOf(fresh);
        fresh.clear();
        return taken;
    }

    /** Those that somebody must still be told of, the oldest first. */
    List<ObjectNode> pending() {
        List<ObjectNode> pending = new ArrayList<>(store.newest("event"));
        pending.removeIf(event -> Json.number(event, "pending_webhooks") == 0);
        Collections.reverse(pending);
        return pending;
    }

    /** One copy of it arrived. */
    void delivered(String id) {
        ObjectNode event = store.get("event", id);
        event.put("pending_webhooks", Json.number(event, "pending_webhooks") - 1);
        store.save(event);
    }
}
