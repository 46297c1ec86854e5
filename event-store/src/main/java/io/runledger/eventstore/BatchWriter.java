package io.runledger.eventstore;

import io.runledger.eventstore.Queued.Confirmation;
import io.runledger.eventstore.Queued.Unit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores many units of work by one statement with one commit. Where that is not possible it finds out which of them are at
 * fault, and stores the others. Whatever goes wrong, the fate of each unit is known when a method returns. Those who wait are told when the
 * database has the next question, or before; whoever calls sees to it that what was put off ({@link PutOff}) is done before there is nothing more to do.
 */
final class BatchWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

    /** So much a socket takes at once, even if the network has fallen silent. More can keep this thread for as long as the network is. */
    private static final int MOST_TEXT_OF_A_SOCKET = 16_000;

    private final WriterConnection connection;
    private final InFlight inFlight;
    private final Announcements announcements = new Announcements(System::nanoTime);
    private final NewestStored known = new NewestStored();
    private final Audience audience;
    private final OthersEvents others;

    /**
     * @param audience told of all that is stored
     */
    BatchWriter(WriterConnection connection, InFlight inFlight, Audience audience) {
        this.connection = connection;
        this.inFlight = inFlight;
        this.audience = audience;
        this.others = new OthersEvents(inFlight, known, audience);
    }

    @Override
    public void close() {
        connection.close();
    }

    /** Finds those out of date by one question for all. */
    void confirm(List<Confirmation> confirmations) {
        try {
            List<Long> newest = Standings.newest(confirmations, connection.get());
            List<Confirmation> newestAsTheySay = new ArrayList<>(confirmations.size());
            for (int i = 0; i < newest.size(); i++) {
                Confirmation confirmation = confirmations.get(i);
                if (newest.get(i) == confirmation.sequence) {
                    newestAsTheySay.add(confirmation);
                } else {
                    isNotNewest(confirmation, newest.get(i));
                }
            }
            inFlight.settle(newestAsTheySay, null);
        } catch (SQLException | RuntimeException e) {
            connection.dropIfLost(e);
            inFlight.settle(confirmations, new EventStoreException("The event store can't be asked", e));
        }
    }

    /** Seen to before who asked is told, since he may have it decided again at once. */
    private void isNotNewest(Confirmation confirmation, long newest) {
        if (newest < confirmation.sequence) {
            inFlight.builtOnGone(confirmation.aggregate);
        } else if (inFlight.overtaken(confirmation.aggregate, newest)) {
            audience.copies().outOfDate(confirmation.aggregate, newest);
        }
        inFlight.settle(
                List.of(confirmation),
                new ConcurrencyException("Event %d is not the newest of aggregate [%s]"
                        .formatted(confirmation.sequence, confirmation.aggregate)));
    }

    Announcements announcements() {
        return announcements;
    }

    /** Tells other processes of what was stored and not announced yet. If that fails they will ask, and nothing is owed. */
    void announce() {
        announcements.stored(true);
        try {
            Announcements.tell(connection.get());
        } catch (SQLException | RuntimeException e) {
            connection.dropIfLost(e);
            LOG.debug("Other processes were not told of new events; they will ask", e);
        }
    }

    void store(List<Unit> units) {
        List<Unit> sound = withoutSpoilt(units);
        if (sound.isEmpty()) {
            return;
        }
        Connection open;
        try {
            open = connection.get();
        } catch (SQLException | RuntimeException e) {
            inFlight.failed(sound, new EventStoreException("The event store can't be reached", e));
            return;
        }
        store(sound, open);
        lookForOthers();
    }

    /** Those who wait are told while it asks; without it, conflicts show the same. */
    private void lookForOthers() {
        if (!others.areSuspected()) {
            return;
        }
        try {
            others.look(connection.get());
        } catch (SQLException e) {
            connection.dropIfLost(e);
            LOG.debug("The events of others can't be asked for; conflicts will show them", e);
        } catch (RuntimeException e) {
            LOG.warn("Nobody could be told of the events of others; conflicts will show them", e);
        }
    }

    private void store(List<Unit> units, Connection open) {
        try {
            if (insert(open, units)) {
                inFlight.stored(units);
                return;
            }
        } catch (SQLException | RuntimeException e) {
            if (connection.dropIfLost(e)) {
                inFlight.failed(units, new OutcomeUnknown(e));
                return;
            }
            RuntimeException conflict = units.size() == 1 ? Conflict.of(units.get(0).rows, e) : null;
            if (conflict != null) {
                inFlight.failed(units, conflict);
                return;
            }
        }
        sortOut(units, open);
    }

    /**
     * Who is at fault is found under the lock, so that nobody can write between the question and the answer; and with no more
     * round trips than that takes, because meanwhile no process appends anything.
     */
    private void sortOut(List<Unit> units, Connection open) {
        List<Unit> fitting = units;
        try {
            open.setAutoCommit(false);
            fitting = fitting(units, Standings.underLock(rows(units), open));
            boolean stored = fitting.isEmpty() || insert(open, fitting);
            // Commits where nothing fitted, and so nothing was inserted.
            open.setAutoCommit(true);
            if (stored) {
                inFlight.stored(fitting);
                return;
            }
        } catch (SQLException | RuntimeException e) {
            if (connection.dropIfLost(e) || !connection.rollBack()) {
                inFlight.failed(fitting, new OutcomeUnknown(e));
                return;
            }
        }
        oneByOne(fitting, open);
    }

    private List<Unit> fitting(List<Unit> units, Standings standings) {
        List<Unit> fitting = new ArrayList<>(units.size());
        for (Unit unit : units) {
            RuntimeException reason = unit.isSpoilt() ? builtOnLost() : standings.take(unit.rows);
            if (reason == null) {
                fitting.add(unit);
            } else {
                inFlight.failed(List.of(unit), reason);
            }
        }
        return fitting;
    }

    /** The last resort, for what the database refuses for reasons that can't be foreseen. */
    private void oneByOne(List<Unit> units, Connection open) {
        for (int i = 0; i < units.size(); i++) {
            List<Unit> unit = withoutSpoilt(units.subList(i, i + 1));
            try {
                if (unit.isEmpty() || insert(open, unit)) {
                    inFlight.stored(unit);
                } else {
                    inFlight.failed(unit, new ConcurrencyException("It does not follow what is stored"));
                }
            } catch (SQLException | RuntimeException e) {
                if (connection.dropIfLost(e)) {
                    inFlight.failed(units.subList(i, units.size()), new OutcomeUnknown(e));
                    return;
                }
                RuntimeException conflict = Conflict.of(unit.get(0).rows, e);
                inFlight.failed(unit, conflict == null ? refused(unit, e) : conflict);
            }
        }
    }

    /** Durable when it returns; a transaction that was begun has ended with it. */
    private boolean insert(Connection open, List<Unit> units) throws SQLException {
        boolean announce = announcements.isTime();
        List<EventRow> rows = rows(units);
        if (isMoreThanASocketTakes(rows)) {
            PutOff.doNow();
        }
        known.over(open);
        others.trying(rows.size());
        OptionalLong first = open.getAutoCommit()
                ? EventInsert.insert(open, rows, known, announce)
                : EventInsert.insertAndCommit(open, rows, known, announce);
        if (first.isEmpty()) {
            return false;
        }
        known.stored(rows);
        announcements.stored(announce);
        others.ownStored(first.getAsLong(), rows.size());
        audience.streams().add(first.getAsLong(), rows);
        return true;
    }

    private List<Unit> withoutSpoilt(List<Unit> units) {
        List<Unit> sound = new ArrayList<>(units.size());
        for (Unit unit : units) {
            // One by one: a unit that fails spoils its other aggregates too, for those behind it.
            if (unit.isSpoilt()) {
                inFlight.failed(List.of(unit), builtOnLost());
            } else {
                sound.add(unit);
            }
        }
        return sound;
    }

    private static boolean isMoreThanASocketTakes(List<EventRow> rows) {
        long text = 0;
        for (EventRow row : rows) {
            text += row.payload().length() + row.metadata().length();
        }
        return text > MOST_TEXT_OF_A_SOCKET;
    }

    private static List<EventRow> rows(List<Unit> units) {
        return units.stream().flatMap(unit -> unit.rows.stream()).toList();
    }

    private static RuntimeException refused(List<Unit> unit, Exception reason) {
        List<EventRow> rows = rows(unit);
        EventRow first = rows.get(0);
        return new EventStoreException(
                "Could not store %d event(s) from event %d of aggregate [%s] on: %s"
                        .formatted(rows.size(), first.sequence(), first.aggregate(), reason.getMessage()),
                reason);
    }

    private static RuntimeException builtOnLost() {
        return new ConcurrencyException("What it was built on could not be stored");
    }
}
