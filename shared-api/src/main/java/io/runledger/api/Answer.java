package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a command is answered with. A refusal is an answer, not an exception. */
public sealed interface Answer {

    /**
     * It is done and durable.
     *
     * @param repeated whether it had been done before, so that nothing changed now
     */
    record Accepted(
            @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME) Outcome outcome, boolean repeated) implements Answer {}

    /**
     * Nothing was changed.
     *
     * @param detail one sentence for the client: what was wrong and what would be right
     * @param figures the credits that the decision turned on, by name
     * @param remedy where credits are wanting: what would bring them; null for other refusals
     */
    record Refused(
            RejectionReason reason,
            String detail,
            Map<String, Credits> figures,
            @Nullable Remedy remedy) implements Answer {

        public Refused(RejectionReason reason, String detail) {
            this(reason, detail, Map.of(), null);
        }
    }
}
