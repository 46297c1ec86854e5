package io.runledger.eventstore;

/**
 * The connection was lost while events were being stored: they may be stored, or not. Who asks again with the same id
 * learns it, and nothing happens twice.
 */
public final class OutcomeUnknown extends RuntimeException {

    OutcomeUnknown(Throwable cause) {
        super("the connection to the event store was lost while events were being stored", cause);
    }
}
