package io.runledger.query.projection;

import io.runledger.api.AccountId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells those who wait for an account in a projection that something of it was committed. */
@Component
class Commits {

    private record Topic(String projection, AccountId account) {}

    private final Map<Topic, Set<Semaphore>> waiting = new ConcurrentHashMap<>();

    void announce(String projection, Set<AccountId> accounts) {
        if (!waiting.isEmpty()) {
            accounts.forEach(account -> waiting.getOrDefault(new Topic(projection, account), Set.of())
                    .forEach(Semaphore::release));
        }
    }

    /** From now on the bell is given a permit at each commit, until it is unsubscribed. */
    void subscribe(String projection, AccountId account, Semaphore bell) {
        waiting.compute(new Topic(projection, account), (topic, bells) -> with(bells, bell));
    }

    void unsubscribe(String projection, AccountId account, Semaphore bell) {
        waiting.computeIfPresent(new Topic(projection, account), (topic, bells) -> {
            bells.remove(bell);
            return bells.isEmpty() ? null : bells;
        });
    }

    private static Set<Semaphore> with(@Nullable Set<Semaphore> bells, Semaphore bell) {
        Set<Semaphore> all = bells == null ? ConcurrentHashMap.newKeySet() : bells;
        all.add(bell);
        return all;
    }
}
