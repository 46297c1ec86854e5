package io.runledger.eventstore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One snapshot for each aggregate. */
final class SnapshotTable {

    /**
     * An older snapshot that comes late does not replace a newer one. The commit does not wait for the disk, and so doesn't
     * hold up those of events: a snapshot that is lost costs nothing but time.
     */
    private static final String STORE = """
            insert into event_store.snapshot as kept (aggregate, sequence, type, revision, payload, timestamp)
            select ?, ?, ?, ?, ?::jsonb, ?
              from (select set_config('synchronous_commit', 'off', true)) as lazily
            on conflict (aggregate) do update
               set sequence = excluded.sequence, type = excluded.type, revision = excluded.revision,
                   payload = excluded.payload, timestamp = excluded.timestamp
             where kept.sequence <= excluded.sequence
            """;

    private static final String READ = """
            select aggregate, sequence, type, revision, payload, timestamp
              from event_store.snapshot
             where aggregate = ?
            """;

    private final JdbcClient jdbc;

    SnapshotTable(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    void store(DomainEventMessage<?> snapshot, Serializer serializer) {
        SerializedObject<String> payload = snapshot.serializePayload(serializer, String.class);
        jdbc.sql(STORE)
                .params(
                        snapshot.getAggregateIdentifier(),
                        snapshot.getSequenceNumber(),
                        payload.getType().getName(),
                        payload.getType().getRevision(),
                        payload.getData(),
                        snapshot.getTimestamp().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<DomainEventData<String>> read(String aggregate) {
        return jdbc.sql(READ).param(aggregate).query(SnapshotTable::entry).optional();
    }

    private static DomainEventData<String> entry(ResultSet row, int number) throws SQLException {
        String aggregate = row.getString("aggregate");
        long sequence = row.getLong("sequence");
        String type = row.getString("type");
        return new GenericDomainEventEntry<>(
                type,
                aggregate,
                sequence,
                aggregate + "/snapshot/" + sequence,
                row.getObject("timestamp", OffsetDateTime.class).toInstant(),
                type,
                row.getString("revision"),
                row.getString("payload"),
                "{}");
    }
}
