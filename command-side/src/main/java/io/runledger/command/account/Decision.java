package io.runledger.command.account;

import io.runledger.api.AccountEvent;
import io.runledger.api.Credits;
import io.runledger.api.Outcome;
import io.runledger.api.RejectionReason;
import io.runledger.api.Remedy;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What an account has decided about a command. Nothing has happened yet. */
sealed interface Decision {

    /**
     * It is to happen.
     *
     * @param events to be stored after what has fallen due; empty where that is all there is to it
     * @param outcome the answer, given the account's version afterwards
     */
    record Accept(List<AccountEvent> events, LongFunction<Outcome> outcome) implements Decision {}

    /** It has happened before, or there is nothing to do: the answer, and no event. */
    record Repeat(LongFunction<Outcome> outcome) implements Decision {}

    /** It is not to happen. */
    record Refuse(
            RejectionReason reason,
            String detail,
            Map<String, Credits> figures,
            @Nullable Remedy remedy) implements Decision {}

    static Decision accept(AccountEvent event, LongFunction<Outcome> outcome) {
        return new Accept(List.of(event), outcome);
    }

    static Decision refuse(RejectionReason reason, String detail) {
        return new Refuse(reason, detail, Map.of(), null);
    }

    /** The first answer again if the request is the same as the first, else a refusal. */
    static Decision repeatIfSame(
            String fingerprint, String first, LongFunction<Outcome> outcome, RejectionReason conflict, String what) {
        return fingerprint.equals(first)
                ? new Repeat(outcome)
                : refuse(conflict, what + " was asked for before with other values; a repeat must be the same request");
    }
}
