package io.runledger.stripesandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The calls that stripe-java makes: who may, what goes wrong on purpose, and that none is done twice. */
final class Api {

    private final ObjectStore store;
    private final Routes routes;
    private final Faults faults;
    private final Events events;
    private final Idempotency idempotency;
    private final Expansion expansion;
    private final String apiKey;

    Api(ObjectStore store, Routes routes, Faults faults, Events events, String apiKey) {
        this.store = store;
        this.routes = routes;
        this.faults = faults;
        this.events = events;
        this.idempotency = new Idempotency(store);
        this.expansion = new Expansion(store);
        this.apiKey = apiKey;
    }

    Answer answer(Request request) {
        Map<String, String> mark = Map.of("Request-Id", Ids.next("req_"));
        Answer answer = store.within(() -> attempt(request, mark.get("Request-Id")));
        return answer instanceof Answer.Told told ? told.with(mark) : answer;
    }

    private Answer attempt(Request request, @Nullable String id) {
        try {
            authorize(request);
            faults.limit();
            if (request.isPost()) {
                faults.before();
            }
            events.because(new Events.Cause(String.valueOf(id), request.header("Idempotency-Key")));
            Answer answer = work(request);
            return request.isPost() && faults.after() ? new Answer.Lost() : answer;
        } catch (Refusal refusal) {
            return Answer.refused(refusal);
        } finally {
            events.because(null);
        }
    }

    private void authorize(Request request) {
        byte[] given = String.valueOf(request.header("Authorization")).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(given, ("Bearer " + apiKey).getBytes(StandardCharsets.UTF_8))) {
            throw Refusal.of(401, "invalid_request_error", null, "Invalid API Key provided.");
        }
    }

    private Answer.Told work(Request request) {
        String key = request.header("Idempotency-Key");
        return request.isPost() && key != null
                ? idempotency.once(key, request, () -> outcome(request))
                : outcome(request).answer();
    }

    private Idempotency.Outcome outcome(Request request) {
        try {
            ObjectNode answer = routes.handle(request);
            ObjectNode expanded = expansion.expand(answer, request.form().texts("expand"));
            return new Idempotency.Outcome(Answer.json(200, expanded), true);
        } catch (Refusal refusal) {
            Answer.Told refused = Answer.json(refusal.status(request.path()), refusal.body());
            return new Idempotency.Outcome(refused, refusal.lasting());
        }
    }
}
