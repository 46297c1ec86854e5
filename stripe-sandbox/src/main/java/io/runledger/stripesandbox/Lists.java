package io.runledger.stripesandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Pages of objects, the newest first. */
final class Lists {

    private static final int MOST = 100;

    private final ObjectStore store;

    Lists(ObjectStore store) {
        this.store = store;
    }

    /**
     * One page.
     *
     * @param filters the parameters that pick some, each with the path of the field it is compared with
     */
    ObjectNode page(Call call, String kind, Map<String, String> filters) {
        return page(call, kind, filters, object -> true);
    }

    ObjectNode page(Call call, String kind, Map<String, String> filters, Predicate<ObjectNode> also) {
        Form form = call.form();
        Stream<ObjectNode> all = store.newest(kind).stream()
                .filter(object -> !Json.holds(object, "deleted"))
                .filter(also)
                .filter(object -> created(form, Json.number(object, "created")));
        List<ObjectNode> picked =
                all.filter(object -> matches(form, object, filters)).toList();
        return cut(call, after(picked, form.text("starting_after")));
    }

    private static boolean matches(Form form, ObjectNode object, Map<String, String> filters) {
        return filters.entrySet().stream().allMatch(filter -> {
            String wanted = form.text(filter.getKey());
            return wanted == null || Json.has(object, filter.getValue(), wanted);
        });
    }

    private static boolean created(Form form, long created) {
        return created >= form.whole("created/gte", 0, Long.MIN_VALUE)
                && created > form.whole("created/gt", 0, Long.MIN_VALUE)
                && created <= form.whole("created/lte", 0, Long.MAX_VALUE)
                && created < form.whole("created/lt", 0, Long.MAX_VALUE);
    }

    private static List<ObjectNode> after(List<ObjectNode> all, @Nullable String last) {
        if (last == null) {
            return all;
        }
        for (int i = 0; i < all.size(); i++) {
            if (Json.has(all.get(i), "id", last)) {
                return all.subList(i + 1, all.size());
            }
        }
        throw Refusal.invalid("starting_after", "No such object: '" + last + "'");
    }

    private static ObjectNode cut(Call call, List<ObjectNode> all) {
        long limit = call.form().whole("limit", 1, 10);
        if (limit > MOST) {
            throw Refusal.invalid("limit", "Invalid integer: limit must be at most " + MOST);
        }
        List<ObjectNode> page = new ArrayList<>(all.subList(0, (int) Math.min(limit, all.size())));
        ObjectNode list =
                Json.list(Json.array().addAll(page.stream().map(Json::shown).toList()), call.path());
        list.put("has_more", page.size() < all.size());
        return list;
    }
}
