package io.runledger.stripesandbox;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts objects where an answer has only their ids. */
final class Expansion {

    private final ObjectStore store;

    Expansion(ObjectStore store) {
        this.store = store;
    }

    /**
     * A copy of an answer, with what was asked for.
     *
     * @param paths such as {@code data.latest_charge}
     */
    ObjectNode expand(ObjectNode answer, List<String> paths) {
        ObjectNode expanded = Json.shown(answer);
        paths.forEach(path -> follow(expanded, List.of(path.split("\\."))));
        return expanded;
    }

    private void follow(JsonNode place, List<String> path) {
        if (path.isEmpty()) {
            return;
        }
        if (place instanceof ArrayNode array) {
            array.forEach(element -> follow(element, path));
        } else if (place instanceof ObjectNode object) {
            fill(object, path.get(0));
            follow(object.path(path.get(0)), path.subList(1, path.size()));
        }
    }

    private void fill(ObjectNode object, String field) {
        String id = Json.text(object, "id");
        if (id != null && "payments".equals(field) && Json.has(object, "object", "invoice")) {
            object.set(field, listed("invoice_payment", "invoice", id));
        } else if (id != null && "refunds".equals(field) && Json.has(object, "object", "charge")) {
            object.set(field, listed("refund", "charge", id));
        } else if (object.path(field).isString()) {
            store.find(object.path(field).asString()).ifPresent(found -> object.set(field, Json.shown(found)));
        }
    }

    private ObjectNode listed(String kind, String field, String id) {
        Stream<ObjectNode> of = store.newest(kind).stream().filter(object -> Json.has(object, field, id));
        return Json.list(Json.array().addAll(of.map(Json::shown).toList()), "/v1/" + kind + "s");
    }
}
