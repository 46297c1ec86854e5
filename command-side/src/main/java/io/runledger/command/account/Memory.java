package io.runledger.command.account;

import io.runledger.api.AccountEvent;
import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.api.GrantId;
import io.runledger.api.Keys;
import io.runledger.api.NewGrant;
import io.runledger.api.RunId;
import io.runledger.api.holdings.Grant;
import io.runledger.eventstore.Copies;
import io.runledger.eventstore.KeyedEvents;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * What an account has stored and does not keep in mind: runs that are closed, grants that are used up. It is asked only
 * off the usual path, since each question is a look into the store.
 *
 * @param version the sequence of the last event that the account's copy in memory has seen
 * @param copies told where the store shows that this copy is not the newest
 */
record Memory(AccountId account, long version, KeyedEvents stored, Copies copies) {

    /** Whether it has to be asked before a new run is accepted, because the store would not refuse one that there was. */
    boolean mustBeAsked() {
        return !stored.refusesUsedKeys();
    }

    /** The life of a run so far; empty if no run had this id. */
    Optional<RunStory> run(RunId run) {
        return RunStory.of(find(Keys.ofRun(run)));
    }

    /** The event that used up a key; empty if none did. */
    <E extends AccountEvent> Optional<E> event(String key, Class<E> type) {
        return find(List.of(key)).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** A grant of which nothing was left, as it was; empty if there never was one with this id. */
    Optional<Grant> grant(GrantId id) {
        List<AccountEvent> events = find(List.of(id.openingKey(), Keys.voiding(id)));
        boolean voided = events.stream().anyMatch(event -> Keys.voiding(id).equals(event.key()));
        return events.stream()
                .flatMap(event -> event.newGrants().stream())
                .filter(grant -> grant.grantId().equals(id))
                .findFirst()
                .map(grant -> usedUp(grant, voided));
    }

    private static Grant usedUp(NewGrant grant, boolean voided) {
        return new Grant(
                grant.grantId(),
                grant.source(),
                grant.paid(),
                grant.scope(),
                grant.expiresAt(),
                Credits.ZERO,
                Credits.ZERO,
                voided,
                0);
    }

    /** Every look into the store, and so what the thread that decides for many leaves to others. */
    private List<AccountEvent> find(List<String> keys) {
        DecidingThread.requireTimeOfOwn();
        List<DomainEventMessage<?>> found = stored.find(account.value(), keys);
        if (!found.isEmpty()) {
            requireKnown(found.get(found.size() - 1).getSequenceNumber());
        }
        return found.stream()
                .map(message -> (AccountEvent) message.getPayload())
                .toList();
    }

    private void requireKnown(long newest) {
        if (newest > version) {
            copies.outOfDate(account.value(), newest);
            throw new CopyBehind();
        }
    }
}
