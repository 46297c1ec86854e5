package io.runledger.stripesandbox;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A call that isn't done, with the error that says why. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient ObjectNode error;

    /** Whether it came of doing the work, so that the same call must be refused again. */
    private final boolean lasting;

    /** The id that nothing has; null if it isn't about that. */
    private final @Nullable String missing;

    private Refusal(int status, ObjectNode error, boolean lasting) {
        this(status, error, lasting, null);
    }

    private Refusal(int status, ObjectNode error, boolean lasting, @Nullable String missing) {
        super(Json.text(error, "message"));
        this.status = status;
        this.error = error;
        this.lasting = lasting;
        this.missing = missing;
    }

    int status() {
        return status;
    }

    /** The same, unless what is missing isn't what the call's path names but one of its parameters. */
    int status(String path) {
        return missing == null || path.contains(missing) ? status : 400;
    }

    boolean lasting() {
        return lasting;
    }

    ObjectNode body() {
        ObjectNode body = Json.object();
        body.set("error", error);
        return body;
    }

    static Refusal invalid(String param, String message) {
        ObjectNode error = error("invalid_request_error", null, message);
        error.put("param", param);
        return new Refusal(400, error, false);
    }

    static Refusal absent(String param) {
        ObjectNode error =
                error("invalid_request_error", "parameter_missing", "Missing required param: " + param + ".");
        error.put("param", param);
        return new Refusal(400, error, false);
    }

    /** What is asked can't be done as things stand. */
    static Refusal impossible(@Nullable String code, String message) {
        return new Refusal(400, error("invalid_request_error", code, message), true);
    }

    static Refusal missing(String kind, String id) {
        ObjectNode error = error("invalid_request_error", "resource_missing", "No such " + kind + ": '" + id + "'");
        error.put("param", "id");
        return new Refusal(404, error, false, id);
    }

    static Refusal unknownAddress(String method, String path) {
        return new Refusal(
                404,
                error("invalid_request_error", null, "Unrecognized request URL (" + method + ": " + path + ")."),
                false);
    }

    /** A control call that doesn't fit how things stand. */
    static Refusal conflict(String message) {
        return new Refusal(409, error("invalid_request_error", null, message), false);
    }

    static Refusal of(int status, String type, @Nullable String code, String message) {
        return new Refusal(status, error(type, code, message), false);
    }

    /**
     * @param payment what was tried in vain; null if nothing was begun
     */
    static Refusal card(CardBehaviour card, @Nullable ObjectNode payment) {
        ObjectNode error = card.error();
        if (payment != null) {
            error.set("payment_intent", Json.shown(payment));
        }
        return new Refusal(402, error, true);
    }

    private static ObjectNode error(String type, @Nullable String code, String message) {
        ObjectNode error = Json.object();
        error.put("type", type);
        if (code != null) {
            error.put("code", code);
        }
        error.put("message", message);
        return error;
    }
}
