package io.runledger.query.projection;

import io.runledger.api.AccountEvent;
import io.runledger.api.AccountEvent.AccountOpened;
import io.runledger.api.AccountId;
import io.runledger.eventstore.UnreadableEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * An event and its place among those of its account.
 *
 * @param version 0 for the account's first event, then one more each
 */
public record Recorded(AccountId account, long version, AccountEvent event) {

    /** ISO instants and PostgreSQL agree on four digits of a year; no decision of ours lies further out. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    /**
     * An event as the store hands it out.
     *
     * @param reading of its payload, which may fail
     * @return empty for an event of something that is no account
     * @throws UnfitEvent if nobody here can say what it means
     */
    public static Optional<Recorded> of(String aggregate, long sequence, Supplier<Object> reading) {
        Object payload = read(reading);
        if (payload instanceof UnreadableEvent unknown) {
            throw new UnfitEvent(
                    "no event %s of revision %s is known here".formatted(unknown.type(), unknown.revision()));
        }
        return payload instanceof AccountEvent event
                ? Optional.of(new Recorded(new AccountId(aggregate), sequence, event).checked())
                : Optional.empty();
    }

    private static Object read(Supplier<Object> reading) {
        try {
            return reading.get();
        } catch (SerializationException e) {
            throw UnfitEvent.unreadable(e);
        }
    }

    private Recorded checked() {
        Completeness.require((Record) event);
        if (event.at().isAfter(LATEST)) {
            throw new UnfitEvent("its instant is after " + LATEST);
        }
        if (event instanceof AccountOpened opened && !opened.account().equals(account)) {
            throw new UnfitEvent("it opens the account " + opened.account() + " in the stream of " + account);
        }
        event.newGrants().forEach(grant -> requireStorable(grant.expiresAt()));
        return this;
    }

    private static void requireStorable(@Nullable Instant expiry) {
        if (expiry != null && expiry.isAfter(LATEST)) {
            throw new UnfitEvent("a grant in it expires after " + LATEST);
        }
    }
}
