package io.runledger.stripesandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parameters of a call, with those inside of one another as a tree.
 *
 * @param path where in the call's parameters these are; empty for all of them
 */
record Form(String path, JsonNode tree) {

    /** Reads what looks like {@code items[0][price]=x&metadata[run]=y}. */
    static Form decode(String encoded) {
        ObjectNode root = Json.object();
        for (String pair : encoded.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                put(root, decoded(equals < 0 ? pair : pair.substring(0, equals)), value(pair, equals));
            }
        }
        return new Form("", root);
    }

    private static String value(String pair, int equals) {
        return equals < 0 ? "" : decoded(pair.substring(equals + 1));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(text, "The parameters are not encoded as a form.");
        }
    }

    private static void put(ObjectNode root, String key, String value) {
        Deque<String> names = new ArrayDeque<>(List.of(key.replace("]", "").split("\\[", -1)));
        String last = names.removeLast();
        ObjectNode place = root;
        for (String name : names) {
            String field = name.isEmpty() ? String.valueOf(place.size()) : name;
            if (!(place.path(field).isMissingNode() || place.path(field).isObject())) {
                throw Refusal.invalid(key, "The parameter " + key + " is given twice.");
            }
            place = place.withObjectProperty(field);
        }
        place.put(last.isEmpty() ? String.valueOf(place.size()) : last, value);
    }

    boolean has(String name) {
        return !tree.at("/" + name).isMissingNode();
    }

    /** Null if it isn't given, or given as nothing. */
    @Nullable
    String text(String name) {
        String text = Json.text(tree, name);
        return text == null || text.isEmpty() ? null : text;
    }

    String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    String need(String name) {
        String text = text(name);
        if (text == null) {
            throw Refusal.absent(bracketed(name));
        }
        return text;
    }

    long whole(String name, long least) {
        try {
            long number = Long.parseLong(need(name));
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw Refusal.invalid(bracketed(name), "Invalid integer: " + text(name));
        }
        throw Refusal.invalid(bracketed(name), bracketed(name) + " must be at least " + least);
    }

    long whole(String name, long least, long otherwise) {
        return text(name) == null ? otherwise : whole(name, least);
    }

    boolean flag(String name) {
        return "true".equals(text(name));
    }

    Form under(String name) {
        return new Form(bracketed(name), tree.at("/" + name));
    }

    /** What a list of parameters has, in its order. */
    List<Form> each(String name) {
        return tree.at("/" + name)
                .valueStream()
                .map(child -> new Form(bracketed(name), child))
                .toList();
    }

    List<String> texts(String name) {
        return tree.at("/" + name).valueStream().map(JsonNode::asString).toList();
    }

    /** Puts the metadata that is given to those of an object; what is given as nothing is taken from them. */
    void metadataTo(ObjectNode object) {
        ObjectNode metadata = object.withObjectProperty("metadata");
        for (Map.Entry<String, JsonNode> entry : tree.path("metadata").properties()) {
            if (entry.getValue().asString().isEmpty()) {
                metadata.remove(entry.getKey());
            } else {
                metadata.put(entry.getKey(), entry.getValue().asString());
            }
        }
    }

    private String bracketed(String name) {
        String inner = name.replace("/", "][");
        String all = path.isEmpty() ? inner : path + "[" + inner + "]";
        return path.isEmpty() && name.contains("/") ? all.replaceFirst("]\\[", "[") + "]" : all;
    }
}
