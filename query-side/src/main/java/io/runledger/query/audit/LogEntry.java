package io.runledger.query.audit;

import io.runledger.eventstore.EventLog;
import io.runledger.eventstore.StoredEvent;
import io.runledger.query.projection.Recorded;
import org.jspecify.annotations.Nullable;

/** An event of the log, read once for all projections. */
final class LogEntry {

    private final long position;
    private final String account;
    private final long version;
    private final String type;
    private final @Nullable Recorded event;
    private final @Nullable RuntimeException failure;

    private LogEntry(StoredEvent stored, @Nullable Recorded event, @Nullable RuntimeException failure) {
        this.position = stored.position();
        this.account = stored.aggregate();
        this.version = stored.sequence();
        this.type = stored.type();
        this.event = event;
        this.failure = failure;
    }

    static LogEntry read(StoredEvent stored, EventLog log) {
        try {
            Recorded event = Recorded.of(stored.aggregate(), stored.sequence(), () -> log.event(stored))
                    .orElse(null);
            return new LogEntry(stored, event, null);
        } catch (RuntimeException unreadable) {
            return new LogEntry(stored, null, unreadable);
        }
    }

    long position() {
        return position;
    }

    String account() {
        return account;
    }

    long version() {
        return version;
    }

    String type() {
        return type;
    }

    /** The idempotency key that it used up, of which only a hash is stored; null if it used none, or can't be read. */
    @Nullable
    String key() {
        return event == null ? null : event.event().key();
    }

    /**
     * @return null where it is no event of an account
     * @throws RuntimeException why it can't be read
     */
    @Nullable
    Recorded event() {
        if (failure != null) {
            throw failure;
        }
        return event;
    }
}
