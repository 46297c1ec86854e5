package io.runledger.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Notices, by the positions missing between this process's own, that others have stored events, and of which aggregates. What
 * this process remembers of those is out of date: the next unit of work built on it would fail, and its whole batch with it.
 */
final class OthersEvents {

    /** Whoever was idle while others stored many looks at the newest of them only. */
    private static final long MOST = 1_000;

    private static final String ASK = """
            select aggregate, max(sequence)
              from event_store.event
             where position >= ? and position < ?
             group by aggregate
            """;

    private static final long UNKNOWN = -1;

    private final InFlight inFlight;
    private final NewestStored known;
    private final Copies copies;
    private long next = UNKNOWN;
    private long firstMissing = UNKNOWN;
    private long pastMissing;

    /**
     * @param copies told of each aggregate of which this process may have a copy that does not know others' events
     */
    OthersEvents(InFlight inFlight, NewestStored known, Copies copies) {
        this.inFlight = inFlight;
        this.known = known;
        this.copies = copies;
    }

    /** This process has stored events, at positions one after the other. */
    void ownStored(long first, int count) {
        if (next != UNKNOWN && next != first) {
            firstMissing = firstMissing == UNKNOWN ? next : firstMissing;
            pastMissing = first;
        }
        next = first + count;
    }

    /** Whether there are positions that {@link #ask} has to look at. */
    boolean areSuspected() {
        return firstMissing != UNKNOWN;
    }

    /**
     * Asks for what is at the missing positions, and sees to it that nobody builds on what is out of date.
     *
     * @throws SQLException if it can't be asked; conflicts will show what is out of date
     */
    void ask(Connection connection) throws SQLException {
        long from = Math.max(firstMissing, pastMissing - MOST);
        firstMissing = UNKNOWN;
        try (PreparedStatement ask = connection.prepareStatement(ASK)) {
            ask.setLong(1, from);
            ask.setLong(2, pastMissing);
            try (ResultSet answer = ask.executeQuery()) {
                while (answer.next()) {
                    found(answer.getString(1), answer.getLong(2));
                }
            }
        }
    }

    /** What this process has stored since was decided with it. */
    private void found(String aggregate, long sequence) {
        if (!known.isPast(aggregate, sequence) && inFlight.overtaken(aggregate, sequence)) {
            copies.outOfDate(aggregate, sequence);
        }
    }
}
