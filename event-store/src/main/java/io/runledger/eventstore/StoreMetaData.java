package io.runledger.eventstore;

/** What the store takes out of an event's metadata for columns of its own. */
public final class StoreMetaData {

    /** A string that only one event of an aggregate may carry, ever; may be missing. */
    public static final String KEY = "idempotencyKey";

    /** A {@link java.time.Instant}: when the event was decided. It becomes the event's timestamp. */
    public static final String AT = "at";

    private StoreMetaData() {}
}
