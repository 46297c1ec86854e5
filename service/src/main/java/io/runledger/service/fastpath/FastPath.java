package io.runledger.service.fastpath;

import io.runledger.service.limit.RestOfBody;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes the ordinary requests of the fast calls from Jetty to their controllers, past the servlets, Spring's filters and its
 * dispatcher, in the thread that has read them: nothing here may wait. Whatever is unusual about a request, from a missing key to a
 * query, is left to Spring, in a thread of its own: there is one place that refuses, and both ways end in the same method of the same
 * controller.
 */
final class FastPath extends Handler.Wrapper {

    private final Supplier<List<Route<?>>> routes;
    private final JsonMapper json;

    /**
     * @param routes asked for at the first request, because controllers are made after the server
     * @param spring what Jetty would have given all requests to
     */
    FastPath(Supplier<List<Route<?>>> routes, JsonMapper json, Handler spring) {
        super(spring);
        this.routes = routes;
        this.json = json;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        FastRequest<?> fast = Ordinary.is(request) ? onItsRoute(request, response, callback) : null;
        if (fast == null) {
            getServer().getThreadPool().execute(() -> leaveToSpring(request, response, callback));
        } else {
            fast.begin();
        }
        return true;
    }

    private @Nullable FastRequest<?> onItsRoute(Request request, Response response, Callback callback) {
        String path = request.getHttpURI().getPath();
        for (Route<?> route : routes.get()) {
            List<String> variables = route.path().variablesOf(path);
            if (variables != null) {
                return route.takes(request)
                        ? new FastRequest<>(route, variables, request, response, callback, json)
                        : null;
            }
        }
        return null;
    }

    /** As Jetty does it where a handler takes its time. */
    private void leaveToSpring(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, new RestOfBody(request, callback))) {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            }
        } catch (Exception | Error e) {
            Response.writeError(request, response, callback, e);
        }
    }
}
