package io.runledger.command.rest;

import io.runledger.api.InvalidValue;
import org.jspecify.annotations.Nullable;

/** Fields that a request must have. */
final class Required {

    private Required() {}

    /**
     * @throws InvalidValue if it is missing
     */
    static <T> T field(String name, @Nullable T value) {
        if (value == null) {
            throw new InvalidValue(name + " is required");
        }
        return value;
    }
}
