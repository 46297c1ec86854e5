package io.runledger.command.account;

import io.runledger.eventstore.KeyedEvents;
import io.runledger.eventstore.Pending;
import java.util.concurrent.Executor;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the state of an account now and then, so that it need not be rebuilt from all of its events. Axon's own way reads
 * the events again; here the copy is taken from the account at hand, and stored as soon as what it has seen is durable.
 */
public final class AccountSnapshots {

    private static final Logger LOG = LoggerFactory.getLogger(AccountSnapshots.class);
    private static final String TYPE = "Account";

    private final EventStore events;
    private final KeyedEvents stored;
    private final Executor background;
    private final int every;

    /**
     * @param every how many events
     */
    AccountSnapshots(EventStore events, KeyedEvents stored, Executor background, int every) {
        this.events = events;
        this.stored = stored;
        this.background = background;
        this.every = every;
    }

    /** Whether the events after one version, up to another, make a snapshot due. */
    boolean isDue(long before, long after) {
        return (before + 1) / every < (after + 1) / every;
    }

    /** How many events there are after the last that made a snapshot due, up to a version. */
    long eventsAfterLast(long version) {
        return (version + 1) % every;
    }

    /**
     * Stores a snapshot in the background.
     *
     * @param copy of the account, which nobody changes any more
     */
    void store(String account, long version, Account copy) {
        DomainEventMessage<Account> snapshot = new GenericDomainEventMessage<>(TYPE, account, version, copy);
        Pending<DomainEventMessage<Account>> pending = Pending.of(() -> {
            stored.requireNewest(account, version);
            return snapshot;
        });
        background.execute(() -> store(pending));
    }

    /** Without it the account is only slower to load. */
    private void store(Pending<DomainEventMessage<Account>> snapshot) {
        try {
            events.storeSnapshot(snapshot.await());
        } catch (RuntimeException e) {
            LOG.info("A snapshot was not stored: {}", e.getMessage());
        }
    }
}
