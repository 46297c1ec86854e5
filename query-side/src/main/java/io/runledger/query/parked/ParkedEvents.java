package io.runledger.query.parked;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/** Lists what is parked, in SQL, since Axon's queues can't be read within a transaction's snapshot. */
@Component
public class ParkedEvents {

    private static final String WAITS = "waits behind an earlier event of its account";

    /** The oldest first, at most so many. */
    public List<ParkedEvent> read(JdbcOperations jdbc, Collection<String> projections, int most) {
        return jdbc.query("""
                select processing_group, aggregate, sequence, payload_type, cause_message, enqueued_at
                from event_store.dead_letter
                where processing_group = any(?)
                order by enqueued_at, processing_group, sequence_identifier, sequence_index
                limit ?
                """, (row, number) -> parked(row), projections.toArray(String[]::new), most);
    }

    public long count(JdbcOperations jdbc, Collection<String> projections) {
        Long count = jdbc.queryForObject(
                "select count(*) from event_store.dead_letter where processing_group = any(?)", Long.class, (Object)
                        projections.toArray(String[]::new));
        return count == null ? 0 : count;
    }

    private static ParkedEvent parked(ResultSet row) throws SQLException {
        String reason = row.getString("cause_message");
        return new ParkedEvent(
                row.getString("processing_group"),
                row.getString("aggregate"),
                row.getLong("sequence"),
                row.getString("payload_type"),
                reason == null ? WAITS : reason,
                Instant.parse(row.getString("enqueued_at")));
    }
}
