package io.runledger.command.account;

import java.util.OptionalLong;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * Has a copy take in what other processes have stored of its account: mostly one event or two, where loading it again would read
 * up to some hundreds.
 */
final class CatchingUp {

    /** Of one that is further behind a snapshot may know more. */
    private static final long MOST = 50;

    private final AccountCache copies;
    private final EventStore events;

    CatchingUp(AccountCache copies, EventStore events) {
        this.copies = copies;
        this.events = events;
    }

    /**
     * To be called with the account's lock held. It may ask the database.
     *
     * @throws LeftToCaller if that is to be done in another thread
     */
    void catchUp(String account) {
        if (!copies.isOutOfDate(account)) {
            return;
        }
        DecidingThread.requireTimeOfOwn();
        OptionalLong newest = copies.takeMissed(account);
        AggregateCacheEntry<Account> copy = copies.get(account);
        if (newest.isPresent() && copy != null) {
            catchUp(account, aggregate(copy), newest.getAsLong());
        }
    }

    private void catchUp(String account, EventSourcedAggregate<Account> copy, long newest) {
        if (newest - copy.version() > MOST) {
            copies.remove(account);
        } else if (newest > copy.version()) {
            takeIn(account, copy);
        }
    }

    /** A copy that has taken in only some of them must not be decided by. */
    private void takeIn(String account, EventSourcedAggregate<Account> copy) {
        try {
            DomainEventStream missed = events.readEvents(account, copy.version() + 1);
            if (missed.hasNext()) {
                copy.initializeState(missed);
            }
        } catch (RuntimeException | Error e) {
            copies.remove(account);
            throw e;
        }
    }

    /** The entry holds the aggregate itself; the other arguments are for those that were written to a disk. */
    private EventSourcedAggregate<Account> aggregate(AggregateCacheEntry<Account> copy) {
        return copy.recreateAggregate(null, events, NoSnapshotTriggerDefinition.INSTANCE);
    }
}
