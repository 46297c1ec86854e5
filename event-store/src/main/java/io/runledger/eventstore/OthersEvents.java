package io.runledger.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** As many are read whole, so that neither copies nor streams need to read them: half a millisecond or less. */
    private static final long FEW_ENOUGH_TO_READ = 100;

    private static final String ASK = """
            select aggregate, max(sequence)
              from event_store.event
             where position >= ? and position < ?
             group by aggregate
            """;

    private static final long UNKNOWN = -1;

    private final InFlight inFlight;
    private final NewestStored known;
    private final Audience audience;
    private long next = UNKNOWN;
    private long firstMissing = UNKNOWN;
    private long pastMissing;
    private int tried;
    private double usual;
    private boolean prevail;

    /**
     * @param audience told where this process may have copies that do not know others' events, and of what it reads of them
     */
    OthersEvents(InFlight inFlight, NewestStored known, Audience audience) {
        this.inFlight = inFlight;
        this.known = known;
        this.audience = audience;
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
                audience.copies().othersPrevail();
            }
        } else if (prevailed || pastMissing - from > MOST) {
            // That may be a hundred thousand.
            PutOff.doNow();
            audience.copies().allOutOfDate();
        } else if (pastMissing - from > FEW_ENOUGH_TO_READ) {
            ask(connection, from);
        } else {
            read(connection, from);
        }
    }

    /** This process may have stored some of them itself, between two that others have: that harms nothing. */
    private void read(Connection connection, long from) throws SQLException {
        List<ReadEvent> events = EventTable.between(connection, from, pastMissing);
        audience.streams().add(from, pastMissing, events);
        Map<String, List<ReadEvent>> byAggregate = new LinkedHashMap<>();
        for (ReadEvent event : events) {
            byAggregate
                    .computeIfAbsent(event.aggregate(), aggregate -> new ArrayList<>(2))
                    .add(event);
        }
        byAggregate.forEach((aggregate, missed) -> {
            if (areNews(aggregate, missed.get(missed.size() - 1).sequence())) {
                audience.outOfDate(aggregate, missed);
            }
        });
    }

    private void ask(Connection connection, long from) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(ASK)) {
            ask.setLong(1, from);
            ask.setLong(2, pastMissing);
            try (ResultSet answer = ask.executeQuery()) {
                while (answer.next()) {
                    String aggregate = answer.getString(1);
                    long newest = answer.getLong(2);
                    if (areNews(aggregate, newest)) {
                        audience.copies().outOfDate(aggregate, newest);
                    }
                }
            }
        }
    }

    /** Whether a copy may not know them: what this process has stored since was decided with them. */
    private boolean areNews(String aggregate, long newest) {
        if (known.isPast(aggregate, newest)) {
            return false;
        }
        known.seen(aggregate, newest);
        return inFlight.overtaken(aggregate, newest);
    }
}
