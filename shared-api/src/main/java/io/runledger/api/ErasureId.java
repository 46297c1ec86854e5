package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One deletion of what is known of a person; chosen by the client, and its idempotency key within the account. */
public record ErasureId(@JsonValue String value) {

    /**
     * @throws InvalidValue if it is no id
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ErasureId {
        Ids.requireId("erasureId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
