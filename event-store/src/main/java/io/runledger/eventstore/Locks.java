package io.runledger.eventstore;

/** The advisory locks that the store takes. Their numbers mean nothing; they only have to differ, and to stay. */
final class Locks {

    /** Held by an append until its commit. */
    static final long APPEND = 7_208_801_001L;

    /** Held while a schema is migrated. */
    static final long MIGRATION = 7_208_801_002L;

    /** From now until the end of the transaction nobody else appends. */
    static final String TAKE_FOR_APPEND = "select pg_advisory_xact_lock(%d)".formatted(APPEND);

    private Locks() {}
}
