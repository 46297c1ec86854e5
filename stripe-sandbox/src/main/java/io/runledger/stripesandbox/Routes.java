package io.runledger.stripesandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Which call is answered by what. */
final class Routes {

    private final List<Route> routes = new ArrayList<>();

    /** What does a call and gives the object concerned. */
    @FunctionalInterface
    interface Handler {
        ObjectNode handle(Call call);
    }

    private record Route(String method, List<String> parts, Handler handler) {

        Optional<List<String>> names(String asked, List<String> path) {
            if (!method.equals(asked) || path.size() != parts.size()) {
                return Optional.empty();
            }
            List<String> names = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                if ("*".equals(parts.get(i))) {
                    names.add(path.get(i));
                } else if (!parts.get(i).equals(path.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(names);
        }
    }

    Routes get(String path, Handler handler) {
        return add("GET", path, handler);
    }

    Routes post(String path, Handler handler) {
        return add("POST", path, handler);
    }

    Routes delete(String path, Handler handler) {
        return add("DELETE", path, handler);
    }

    private Routes add(String method, String path, Handler handler) {
        routes.add(new Route(method, List.of(path.split("/")), handler));
        return this;
    }

    /** Refuses what nothing answers. */
    ObjectNode handle(Request request) {
        List<String> path = List.of(request.path().split("/"));
        for (Route route : routes) {
            Optional<List<String>> names = route.names(request.method(), path);
            if (names.isPresent()) {
                return route.handler().handle(new Call(request.path(), names.get(), request.form()));
            }
        }
        throw Refusal.unknownAddress(request.method(), request.path());
    }
}
