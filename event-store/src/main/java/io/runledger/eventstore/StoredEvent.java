package io.runledger.eventstore;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event exactly as it is stored.
 *
 * @param position its place among all events; later ones are higher, and there may be gaps
 * @param sequence its place among its aggregate's events, from 0 without gaps
 * @param type the logical name of its payload
 * @param payload JSON
 * @param metadata JSON
 * @param key the hash of what no other event of the aggregate may carry
 */
public record StoredEvent(
        long position,
        String aggregate,
        long sequence,
        Instant timestamp,
        String type,
        String revision,
        String payload,
        String metadata,
        @Nullable UUID key) {}
