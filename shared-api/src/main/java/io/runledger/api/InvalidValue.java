package io.runledger.api;

/** A value that no request may carry; the message says what was wrong and what would be right. */
public final class InvalidValue extends IllegalArgumentException {

    public InvalidValue(String message) {
        super(message);
    }
}
