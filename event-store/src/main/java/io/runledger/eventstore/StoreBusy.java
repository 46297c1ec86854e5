package io.runledger.eventstore;

/** So much waits to be stored that no more is taken; nothing of what was asked has happened. */
public final class StoreBusy extends RuntimeException {

    StoreBusy(int waiting) {
        super(
                "%d units of work wait to be stored, and there is no room for more".formatted(waiting),
                null,
                false,
                false);
    }
}
