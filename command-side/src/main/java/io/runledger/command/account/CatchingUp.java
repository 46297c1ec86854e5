package io.runledger.command.account;

import io.runledger.eventstore.AppendQueue;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * Has a copy take in what other processes have stored of its account: mostly one event or two, where loading it again would read
 * a snapshot and up to some hundreds.
 */
final class CatchingUp {

    /** About as many events as can be read in the time that a snapshot takes. */
    private static final long A_SNAPSHOT = 50;

    private static final long NONE = -1;

    private final AccountCache copies;
    private final EventStore events;
    private final AccountSnapshots snapshots;
    private final AppendQueue queue;

    CatchingUp(AccountCache copies, AppendQueue queue, EventStore events, AccountSnapshots snapshots) {
        this.copies = copies;
        this.queue = queue;
        this.events = events;
        this.snapshots = snapshots;
    }

    /**
     * To be called with the account's lock held. It asks the database for what is not at hand.
     *
     * @throws LeftToCaller if that is to be done in another thread
     */
    void catchUp(String account) {
        if (!copies.isOutOfDate(account)) {
            return;
        }
        OptionalLong missed = copies.missed(account);
        AggregateCacheEntry<Account> copy = copies.get(account);
        if (missed.isPresent() && copy != null) {
            catchUp(account, aggregate(copy), missed.getAsLong());
        }
    }

    /** It may know them by now: an event that a decision met in the store is heard of again. */
    private void catchUp(String account, EventSourcedAggregate<Account> copy, long missed) {
        if (missed > copy.version()) {
            takeInMissed(account, copy, missed);
        }
        copies.caughtUp(account, missed);
    }

    /** What is on its way was decided without what is missed, and will not be stored: reading waits until that is known. */
    private void takeInMissed(String account, EventSourcedAggregate<Account> copy, long missed) {
        List<DomainEventMessage<?>> atHand =
                queue.isOnItsWay(account) ? List.of() : copies.missedAfter(account, copy.version(), missed);
        if (atHand.isEmpty()) {
            DecidingThread.requireTimeOfOwn();
            askStore(account, copy, missed);
        } else {
            takeIn(account, copy, () -> DomainEventStream.of(atHand));
        }
    }

    private void askStore(String account, EventSourcedAggregate<Account> copy, long missed) {
        long newest = missed == AccountCache.UNKNOWN ? newest(account) : missed;
        if (isFarBehind(copy.version(), newest)) {
            copies.remove(account);
        } else if (newest > copy.version()) {
            takeIn(account, copy, () -> events.readEvents(account, copy.version() + 1));
        }
    }

    /** The first events of an account may be on their way yet: nobody can have stored others after them. */
    private long newest(String account) {
        return events.lastSequenceNumberFor(account).orElse(NONE);
    }

    /** Whether it is quicker to load it again, from a snapshot that was due since. */
    private boolean isFarBehind(long version, long newest) {
        return newest - version > A_SNAPSHOT + snapshots.eventsAfterLast(newest);
    }

    /**
     * A copy that has taken in only some of them must not be decided by. One that has seen what was lost takes in nothing: whoever called
     * throws it away.
     */
    private void takeIn(String account, EventSourcedAggregate<Account> copy, Supplier<DomainEventStream> reading) {
        try {
            DomainEventStream missed = reading.get();
            if (missed.hasNext() && !queue.isSpoilt(account)) {
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
