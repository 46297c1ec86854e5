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

    /**
     * Where others usually store more than this for each event of this process, it is cheaper, and safer, to ask before each of its few
     * decisions than to ask of which aggregates all those are. Some way below it is again the other way round.
     */
    private static final double MANY = 32;

    private static final double FEW = MANY / 2;

    /** How much the newest batch weighs in what is usual. */
    private static final double WEIGHT = 0.25;

    /** A question takes a microsecond an event, while the writer waits. */
    private static final long MOST = 10_000;

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
    private int tried;
    private double usual;
    private boolean prevail;

    /**
     * @param copies told where this process may have copies that do not know others' events
     */
    OthersEvents(InFlight inFlight, NewestStored known, Copies copies) {
        this.inFlight = inFlight;
        this.known = known;
        this.copies = copies;
    }

    /** This process is about to store events. Where that fails the positions that they were given are lost, and nobody else's. */
    void trying(int count) {
        tried += count;
    }

    /** This process has stored events, at positions one after the other. */
    void ownStored(long first, int count) {
        long missing = next == UNKNOWN ? 0 : first - next;
        if (missing > 0) {
            firstMissing = firstMissing == UNKNOWN ? next : firstMissing;
            pastMissing = first;
        }
        next = first + count;
        double othersForEachOwn = Math.max(0.0, missing - (tried - count)) / count;
        usual += (othersForEachOwn - usual) * WEIGHT;
        tried = 0;
    }

    /** Whether there is something for {@link #look}. */
    boolean areSuspected() {
        return firstMissing != UNKNOWN || prevail != areMany();
    }

    private boolean areMany() {
        return usual > (prevail ? FEW : MANY);
    }

    /**
     * Finds whose events are at the missing positions, and sees to it that nobody builds on what is out of date.
     *
     * @throws SQLException if it can't be asked; conflicts will show what is out of date
     */
    void look(Connection connection) throws SQLException {
        long from = firstMissing;
        firstMissing = UNKNOWN;
        boolean prevailed = prevail;
        prevail = areMany();
        if (prevail) {
            if (!prevailed) {
                copies.othersPrevail();
            }
        } else if (prevailed || pastMissing - from > MOST) {
            copies.allOutOfDate();
        } else {
            ask(connection, from);
        }
    }

    private void ask(Connection connection, long from) throws SQLException {
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
        if (known.isPast(aggregate, sequence)) {
            return;
        }
        known.seen(aggregate, sequence);
        if (inFlight.overtaken(aggregate, sequence)) {
            copies.outOfDate(aggregate, sequence);
        }
    }
}
