package io.runledger.query.projection;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/** How far the projections have come. */
@Component
public class Positions {

    private final Serializer serializer;

    Positions(Serializer serializer) {
        this.serializer = serializer;
    }

    /**
     * The position up to which each projection has handled every event, as a transaction sees it.
     *
     * @return none for a projection that has never run
     */
    public Map<String, Long> read(JdbcOperations jdbc) {
        Map<String, Long> positions = new HashMap<>();
        jdbc.query("select processor, token, token_type from event_store.token", row -> {
            long position = position(row.getString("token"), row.getString("token_type"));
            // With several segments the slowest counts.
            positions.merge(row.getString("processor"), position, Math::min);
        });
        return positions;
    }

    public long read(JdbcOperations jdbc, Projection<?> projection) {
        return read(jdbc).getOrDefault(projection.name(), 0L);
    }

    private long position(@Nullable String token, @Nullable String type) {
        if (token == null || type == null) {
            return 0;
        }
        TrackingToken read = serializer.deserialize(new SimpleSerializedObject<>(token, String.class, type, null));
        TrackingToken reached = WrappedToken.unwrapLowerBound(read);
        return reached == null ? 0 : Math.max(0, reached.position().orElse(0));
    }
}
