package io.runledger.eventstore;

import javax.sql.DataSource;

/** The migrated schema. Whatever uses its tables asks for it, and so comes after the migration. */
record EventStoreSchema(DataSource dataSource) {

    static EventStoreSchema migrated(DataSource dataSource) {
        SchemaMigration.migrate(dataSource, "event_store", "classpath:db/event-store");
        return new EventStoreSchema(dataSource);
    }
}
