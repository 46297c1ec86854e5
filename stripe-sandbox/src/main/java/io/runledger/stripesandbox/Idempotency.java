package io.runledger.stripesandbox;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Sees to it that a call that is made again isn't done again. */
final class Idempotency {

    private static final long KEPT_SECONDS = Duration.ofHours(24).toSeconds();

    private static final String RECORD = "sandbox.idempotency";

    private final ObjectStore store;

    Idempotency(ObjectStore store) {
        this.store = store;
    }

    /** The answer of work, or the one that was recorded for the key; a second call with a key waits for the first. */
    Answer.Told once(String key, Request request, Supplier<Outcome> work) {
        Optional<ObjectNode> before = store.find(RECORD + ":" + key)
                .filter(record -> Json.number(record, "created") > store.now() - KEPT_SECONDS);
        if (before.isPresent()) {
            return replayed(before.get(), request);
        }
        Outcome outcome = work.get();
        if (outcome.lasting()) {
            record(key, request, outcome.answer());
        }
        return outcome.answer();
    }

    /**
     * What a call ended in.
     *
     * @param lasting whether the same call must end so again
     */
    record Outcome(Answer.Told answer, boolean lasting) {}

    private static Answer.Told replayed(ObjectNode record, Request request) {
        if (!Json.has(record, "fingerprint", request.fingerprint())) {
            throw Refusal.of(
                    400,
                    "idempotency_error",
                    null,
                    "Keys for idempotent requests can only be used with the same parameters they were first used with.");
        }
        Answer.Told answer = Answer.json((int) Json.number(record, "status"), Json.need(record, "body"));
        return answer.with(Map.of("Idempotent-Replayed", "true"));
    }

    private void record(String key, Request request, Answer.Told answer) {
        ObjectNode record = Json.object();
        record.put("id", RECORD + ":" + key);
        record.put("object", RECORD);
        record.put("created", store.now());
        record.put("fingerprint", request.fingerprint());
        record.put("status", answer.status());
        record.put("body", answer.body());
        store.save(record);
    }
}
