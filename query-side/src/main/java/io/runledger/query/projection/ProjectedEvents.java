package io.runledger.query.projection;

import io.runledger.eventstore.AwaitedEvents;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** The events as each projection's processor reads them. */
@Component
class ProjectedEvents {

    private final Map<String, AwaitedEvents> sources = new ConcurrentHashMap<>();

    AwaitedEvents of(String projection, EventStore store) {
        return sources.computeIfAbsent(projection, first -> new AwaitedEvents(store));
    }

    /** Somebody waits for what the projection has not seen yet. */
    void hurry(String projection) {
        Optional.ofNullable(sources.get(projection)).ifPresent(AwaitedEvents::hurry);
    }
}
