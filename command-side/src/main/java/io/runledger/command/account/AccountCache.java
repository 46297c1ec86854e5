package io.runledger.command.account;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.runledger.eventstore.Copies;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the accounts that were used last, so that a command doesn't have to load its account's events. Axon's own weak
 * cache is emptied by every garbage collection. Of some it knows that other processes have stored events since: whoever holds the
 * account's lock next takes those in.
 */
final class AccountCache implements Cache, Copies {

    /** Of what others have stored of an account no more is known than that there may be something. */
    static final long UNKNOWN = Long.MAX_VALUE;

    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> accounts;

    /** The newest events of others, by the accounts whose copies may not know them. */
    private final Map<Object, Long> missed = new ConcurrentHashMap<>();

    private final MissedEvents missedEvents = new MissedEvents();

    private volatile boolean anyMayBeOutOfDate;

    AccountCache(long mostAccounts) {
        this.accounts = Caffeine.newBuilder()
                .maximumSize(mostAccounts)
                .evictionListener((key, value, cause) -> forgetMissed(Objects.requireNonNull(key)))
                .recordStats()
                .build();
    }

    @Override
    public void outOfDate(String account, long newest) {
        if (containsKey(account)) {
            missed.merge(account, newest, Math::max);
        }
    }

    /** The events come first: who finds the mark may look for them at once. */
    @Override
    public void outOfDate(String account, long newest, Supplier<List<DomainEventMessage<?>>> stored) {
        if (containsKey(account)) {
            List<DomainEventMessage<?>> events = stored.get();
            if (!events.isEmpty()) {
                missedEvents.add(account, events);
            }
            outOfDate(account, newest);
        }
    }

    @Override
    public void othersPrevail() {
        anyMayBeOutOfDate = true;
    }

    @Override
    public void allOutOfDate() {
        accounts.asMap().keySet().forEach(account -> missed.put(account, UNKNOWN));
        missedEvents.forgetAll();
        anyMayBeOutOfDate = false;
    }

    boolean isOutOfDate(String account) {
        return anyMayBeOutOfDate || !missed.isEmpty() && missed.containsKey(account);
    }

    /** Whether something can be decided by its copy without a look into the store, as far as is known. */
    boolean isAtHand(String account) {
        return containsKey(account) && (!isOutOfDate(account) || !anyMayBeOutOfDate && missedEvents.has(account));
    }

    /**
     * What its copy has to take in before anything is decided by it.
     *
     * @return the sequence of the newest event of others, or {@link #UNKNOWN}
     */
    OptionalLong missed(String account) {
        Long newest = anyMayBeOutOfDate ? Long.valueOf(UNKNOWN) : missed.get(account);
        return newest == null ? OptionalLong.empty() : OptionalLong.of(newest);
    }

    /** All events after a version, at least up to the newest of others that is known of; empty if some of them have to be read. */
    List<DomainEventMessage<?>> missedAfter(String account, long version, long newest) {
        return missedEvents.after(account, version, newest);
    }

    /** Its copy knows what it had missed; what it has missed since is still to be taken in. */
    void caughtUp(String account, long newest) {
        if (missed.remove(account, newest)) {
            missedEvents.forget(account);
        }
    }

    private void forgetMissed(Object account) {
        missed.remove(account);
        missedEvents.forget(account);
    }

    com.github.benmanes.caffeine.cache.Cache<Object, Object> accounts() {
        return accounts;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> @Nullable V get(K key) {
        return (V) accounts.getIfPresent(key);
    }

    @Override
    public void put(Object key, Object value) {
        accounts.put(key, value);
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return accounts.asMap().putIfAbsent(key, value) == null;
    }

    @Override
    public boolean remove(Object key) {
        forgetMissed(key);
        return accounts.asMap().remove(key) != null;
    }

    @Override
    public void removeAll() {
        missed.clear();
        missedEvents.forgetAll();
        accounts.invalidateAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return accounts.asMap().containsKey(key);
    }

    /** Nobody listens: the repository only puts, gets and removes. */
    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        throw new UnsupportedOperationException("the account cache has no listeners");
    }
}
