package io.runledger.query.audit;

import io.runledger.eventstore.EventLog;
import io.runledger.eventstore.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A part of the accounts. Reads their events, and makes rows of each for all projections before it turns to the next. */
final class Segment {

    private final int number;
    private final int count;
    private final EventLog log;
    private final List<Gathering<?>> gatherings = new ArrayList<>();

    /**
     * @param count how many segments there are
     */
    Segment(int number, int count, EventLog log) {
        this.number = number;
        this.count = count;
        this.log = log;
    }

    /** The number of the segment that an account belongs to, of so many. */
    static int numberOf(String account, int count) {
        return Math.floorMod(account.hashCode(), count);
    }

    /**
     * From now on it makes rows for this shadow too.
     *
     * @param enough of so many events rows are written at once
     * @param writer of the shadow
     */
    <R> void add(Shadow<R> shadow, int enough, Consumer<MadeRows<R>> writer) {
        gatherings.add(new Gathering<>(shadow, this::has, enough, writer));
    }

    /** The next events of its accounts. */
    void take(List<StoredEvent> events) {
        for (StoredEvent event : events) {
            LogEntry entry = LogEntry.read(event, log);
            gatherings.forEach(gathering -> gathering.take(entry));
        }
        gatherings.forEach(Gathering::endOfChunk);
    }

    /** There are no more events. */
    void finish() {
        gatherings.forEach(Gathering::handOver);
    }

    private boolean has(String account) {
        return numberOf(account, count) == number;
    }
}
