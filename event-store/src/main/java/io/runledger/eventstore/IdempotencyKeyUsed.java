package io.runledger.eventstore;

/** An event was refused because an earlier event of its aggregate carries the same key; nothing was stored. */
public final class IdempotencyKeyUsed extends RuntimeException {

    private final String aggregate;

    public IdempotencyKeyUsed(String aggregate) {
        super("An idempotency key of [%s] was used before".formatted(aggregate), null, false, false);
        this.aggregate = aggregate;
    }

    public String aggregate() {
        return aggregate;
    }
}
