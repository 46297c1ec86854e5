package io.runledger.stripesandbox;

import java.util.Arrays;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** What a card does when it is charged while its holder is away. */
enum CardBehaviour {
    OK("", "", ""),
    DECLINED("card_declined", "insufficient_funds", "Your card has insufficient funds."),
    AUTHENTICATION_REQUIRED(
            "authentication_required",
            "authentication_required",
            "Your card was declined. This transaction requires authentication.");

    private final String code;
    private final String declineCode;
    private final String message;

    CardBehaviour(String code, String declineCode, String message) {
        this.code = code;
        this.declineCode = declineCode;
        this.message = message;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CardBehaviour named(String param, String name) {
        return Arrays.stream(values())
                .filter(behaviour -> behaviour.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(param, "There is no card behaviour '" + name + "'."));
    }

    /** The error that a charge of such a card ends in. */
    ObjectNode error() {
        ObjectNode error = Json.object();
        error.put("type", "card_error");
        error.put("code", code);
        error.put("decline_code", declineCode);
        error.put("message", message);
        return error;
    }
}
