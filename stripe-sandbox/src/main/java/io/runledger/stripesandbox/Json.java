package io.runledger.stripesandbox;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reading and writing of JSON trees; a path is the names of the fields with slashes between them. */
final class Json {

    /** Fields that begin so are the sandbox's own, and nobody outside sees them. */
    static final String HIDDEN = "sandbox_";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /**
     * @throws tools.jackson.core.JacksonException if it is no JSON
     * @throws IllegalArgumentException if it is no object
     */
    static ObjectNode read(String text) {
        if (MAPPER.readTree(text) instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("a JSON object was expected");
    }

    static String write(JsonNode tree) {
        return MAPPER.writeValueAsString(tree);
    }

    static @Nullable String text(JsonNode tree, String path) {
        JsonNode found = tree.at("/" + path);
        return found.isMissingNode() || found.isNull() || found.isContainer() ? null : found.asString();
    }

    /** For what is known to be there. */
    static String need(JsonNode tree, String path) {
        return Objects.requireNonNull(text(tree, path), path);
    }

    /** Zero for what isn't there. */
    static long number(JsonNode tree, String path) {
        return tree.at("/" + path).asLong(0);
    }

    static boolean holds(JsonNode tree, String path) {
        return tree.at("/" + path).asBoolean(false);
    }

    static boolean has(JsonNode tree, String path, String value) {
        return value.equals(text(tree, path));
    }

    /** The objects of an array; empty for what isn't there. */
    static List<ObjectNode> objects(JsonNode tree, String path) {
        return tree.at("/" + path).valueStream().map(ObjectNode.class::cast).toList();
    }

    /** A copy of an object of its own, or an empty one. */
    static ObjectNode copy(JsonNode tree, String path) {
        return tree.at("/" + path) instanceof ObjectNode found ? found.deepCopy() : object();
    }

    /** A copy as others may see it. */
    static ObjectNode shown(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        List<String> hidden = copy.propertyStream()
                .map(field -> field.getKey())
                .filter(name -> name.startsWith(HIDDEN))
                .toList();
        copy.remove(hidden);
        return copy;
    }

    /** A list that is part of an object, and complete. */
    static ObjectNode list(ArrayNode data, String url) {
        ObjectNode list = object();
        list.put("object", "list");
        list.set("data", data);
        list.put("has_more", false);
        list.put("url", url);
        return list;
    }
}
