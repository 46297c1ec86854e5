package io.runledger.query.projection;

import io.runledger.eventstore.EventLog;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Where the stream of all events ends, whoever keeps it. */
@Component
public class Head {

    private final ObjectProvider<EventLog> log;
    private final ObjectProvider<EventStore> store;

    Head(ObjectProvider<EventLog> log, ObjectProvider<EventStore> store) {
        this.log = log;
        this.store = store;
    }

    /** The position of the newest event; 0 if there is none. */
    public long position() {
        EventLog sql = log.getIfAvailable();
        return sql == null ? ofAxonServer() : sql.head();
    }

    /** When the newest event up to a position was decided; empty where nobody can say. */
    public Optional<Instant> timestampAt(long position) {
        return Optional.ofNullable(log.getIfAvailable()).flatMap(sql -> sql.timestampAt(position));
    }

    private long ofAxonServer() {
        TrackingToken head = store.getObject().createHeadToken();
        return head == null ? 0 : Math.max(0, head.position().orElse(0));
    }
}
