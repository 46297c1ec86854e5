package io.runledger.command.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * What other processes have stored of accounts in memory, until their copies take it in: it need not be read then. It may
 * leave out whatever it likes; what is missing here is in the store.
 */
final class MissedEvents {

    /** About six megabytes. Of accounts that nobody asks for here the oldest are let go. */
    private static final int MOST = 10_000;

    private final Cache<Object, List<DomainEventMessage<?>>> byAccount = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .<Object, List<DomainEventMessage<?>>>weigher((account, events) -> events.size())
            .build();

    /**
     * @param events in order, without a gap
     */
    void add(String account, List<DomainEventMessage<?>> events) {
        byAccount.asMap().merge(account, events, MissedEvents::joined);
    }

    private static List<DomainEventMessage<?>> joined(
            List<DomainEventMessage<?>> earlier, List<DomainEventMessage<?>> later) {
        return last(earlier) + 1 == first(later)
                ? Stream.concat(earlier.stream(), later.stream()).toList()
                : later;
    }

    boolean has(String account) {
        return byAccount.asMap().containsKey(account);
    }

    /** All events after a version, up to the newest that is known of; empty if some are not here. */
    List<DomainEventMessage<?>> after(String account, long version, long newest) {
        List<DomainEventMessage<?>> events = byAccount.getIfPresent(account);
        if (events == null || first(events) > version + 1 || last(events) != newest || newest <= version) {
            return List.of();
        }
        return events.subList((int) (version + 1 - first(events)), events.size());
    }

    void forget(Object account) {
        byAccount.invalidate(account);
    }

    void forgetAll() {
        byAccount.invalidateAll();
    }

    private static long first(List<DomainEventMessage<?>> events) {
        return events.get(0).getSequenceNumber();
    }

    private static long last(List<DomainEventMessage<?>> events) {
        return events.get(events.size() - 1).getSequenceNumber();
    }
}
