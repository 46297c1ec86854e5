package io.runledger.stripesandbox;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * How somebody tries to pay.
 *
 * @param method {@code card}, or another of the session's payment methods
 * @param country where the card is from
 * @param later what the card does if it is charged again
 */
record Attempt(Outcome outcome, String method, String country, CardBehaviour later) {

    /** What comes of it. */
    enum Outcome {
        PAID,
        DECLINED,
        DELAYED
    }

    static Attempt of(Form form, ObjectNode session) {
        return new Attempt(
                outcome(form.text("outcome", "paid")),
                form.text("method", usual(session)),
                form.text("cardCountry", "US"),
                CardBehaviour.named("card", form.text("card", "ok")));
    }

    private static Outcome outcome(String name) {
        return switch (name) {
            case "paid" -> Outcome.PAID;
            case "declined" -> Outcome.DECLINED;
            case "delayed" -> Outcome.DELAYED;
            default -> throw Refusal.invalid("outcome", "outcome must be paid, declined or delayed");
        };
    }

    private static String usual(ObjectNode session) {
        List<String> types = session.path("payment_method_types")
                .valueStream()
                .map(type -> type.asString())
                .toList();
        return types.contains("card") ? "card" : types.get(0);
    }
}
