package io.runledger.command.account;

import com.github.benmanes.caffeine.cache.Caffeine;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the accounts that were used last, so that a command doesn't have to load its account's events. Axon's own weak
 * cache is emptied by every garbage collection.
 */
final class AccountCache implements Cache {

    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> accounts;

    AccountCache(long mostAccounts) {
        this.accounts =
                Caffeine.newBuilder().maximumSize(mostAccounts).recordStats().build();
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
        return accounts.asMap().remove(key) != null;
    }

    @Override
    public void removeAll() {
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
