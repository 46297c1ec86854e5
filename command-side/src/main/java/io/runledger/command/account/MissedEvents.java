package io.runledger.command.account;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * What other processes have stored of accounts in memory, until their copies take it in: it need not be read then. It may
 * leave out whatever it likes; what is missing here is in the store.
 */
final class MissedEvents {

    private static final int MOST_ACCOUNTS = 2_000;

    /** The thread that decides for many would be held up by more. */
    private static final int MOST_OF_ONE = 50;

    /** Those that have waited longest come first. */
    private final Map<Object, List<DomainEventMessage<?>>> byAccount = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, List<DomainEventMessage<?>>> eldest) {
            return size() > MOST_ACCOUNTS;
        }
    };

    /**
     * @param events in order, without a gap
     */
    synchronized void add(String account, List<DomainEventMessage<?>> events) {
        List<DomainEventMessage<?>> all = joined(byAccount.get(account), events);
        if (all.size() > MOST_OF_ONE) {
            byAccount.remove(account);
        } else {
            byAccount.put(account, all);
        }
    }

    private static List<DomainEventMessage<?>> joined(
            @Nullable List<DomainEventMessage<?>> earlier, List<DomainEventMessage<?>> later) {
        return earlier != null && last(earlier) + 1 == later.get(0).getSequenceNumber()
                ? Stream.concat(earlier.stream(), later.stream()).toList()
                : later;
    }

    synchronized boolean has(String account) {
        return byAccount.containsKey(account);
    }

    /**
     * All that is known of that comes after a version; empty if something is missing before or between them, or up to one that is known
     * of.
     */
    synchronized List<DomainEventMessage<?>> after(String account, long version, long newest) {
        List<DomainEventMessage<?>> later = byAccount.getOrDefault(account, List.of()).stream()
                .filter(event -> event.getSequenceNumber() > version)
                .toList();
        boolean complete = !later.isEmpty() && last(later) >= newest && last(later) - version == later.size();
        return complete ? later : List.of();
    }

    synchronized void forget(Object account) {
        byAccount.remove(account);
    }

    synchronized void forgetAll() {
        byAccount.clear();
    }

    private static long last(List<DomainEventMessage<?>> events) {
        return events.get(events.size() - 1).getSequenceNumber();
    }
}
