package io.runledger.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The advisory locks that the store takes. Their numbers mean nothing; they only have to differ, and to stay. */
final class Locks {

    /** Held by an append until its commit. */
    static final long APPEND = 7_208_801_001L;

    /** Held while a schema is migrated. */
    static final long MIGRATION = 7_208_801_002L;

    private Locks() {}

    /** From now until the end of the transaction nobody else appends. */
    static void takeForAppend(Connection connection) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
            take.setLong(1, APPEND);
            take.execute();
        }
    }
}
