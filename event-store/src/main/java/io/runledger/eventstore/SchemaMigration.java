package io.runledger.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Migrates one schema: each room keeps its own tables in its own schema. */
public final class SchemaMigration {

    /**
     * A lock of the session and one connection: with one of a transaction, that transaction would do nothing for as long as a script
     * takes, and PostgreSQL would end it.
     */
    private static final Map<String, String> ONE_CONNECTION = Map.of("flyway.postgresql.transactional.lock", "false");

    private SchemaMigration() {}

    /**
     * Brings a schema to its newest version, creating it first if need be. Its history is kept inside it. Two processes
     * may start at once: the second waits for the first. It takes two connections or more at a time.
     *
     * @param location where the scripts are, as in {@code classpath:db/event-store}
     */
    public static void migrate(DataSource dataSource, String schema, String location) {
        DataSource patient = new PatientConnections(dataSource);
        Flyway flyway = Flyway.configure()
                .dataSource(patient)
                .schemas(schema)
                .defaultSchema(schema)
                .locations(location)
                .configuration(ONE_CONNECTION)
                .load();
        try (Connection connection = patient.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            alone(statement, flyway);
        } catch (SQLException e) {
            throw new IllegalStateException("Schema [%s] could not be migrated".formatted(schema), e);
        }
    }

    /** Flyway locks its history, but only once there is one: two could still create the same schema. */
    private static void alone(Statement statement, Flyway flyway) throws SQLException {
        statement.execute("select pg_advisory_lock(%d)".formatted(Locks.MIGRATION));
        try {
            flyway.migrate();
        } finally {
            statement.execute("select pg_advisory_unlock(%d)".formatted(Locks.MIGRATION));
        }
    }
}
