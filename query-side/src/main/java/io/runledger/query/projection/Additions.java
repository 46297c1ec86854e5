package io.runledger.query.projection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds events to a projection's tables, and none that is there already. Of the events that follow those that it has added
 * itself it knows that they are new; only for other accounts are the tables asked, which is a fifth of the work. If another
 * process has added to the tables meanwhile, what comes here next follows nothing that is remembered here.
 */
public final class Additions<R> {

    private static final int MOST_REMEMBERED = 20_000;
    private static final long NONE = -1;

    private final Projection<R> projection;
    private final RowTarget target;
    private final Cache<String, Long> committed =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    public Additions(Projection<R> projection, RowTarget target) {
        this.projection = projection;
        this.target = target;
    }

    /**
     * @param events of each account in order
     * @return the newest version of each of their accounts that is in the tables now
     */
    public Map<String, Long> add(List<Recorded> events) {
        Map<String, Long> newest = newestBefore(events);
        List<Recorded> unseen =
                events.stream().filter(event -> isNext(newest, event)).toList();
        target.addNew(projection, unseen);
        return newest;
    }

    /**
     * What was added has been committed with the token that says so.
     *
     * @param newest what {@link #add} returned: events that come again may be older than what the tables have
     */
    public void committed(Map<String, Long> newest) {
        committed.putAll(newest);
    }

    private Map<String, Long> newestBefore(List<Recorded> events) {
        Map<String, Long> first = new HashMap<>();
        events.forEach(event -> first.putIfAbsent(event.account().value(), event.version()));
        Map<String, Long> newest = new HashMap<>();
        first.forEach((account, version) -> {
            @Nullable Long before = committed.getIfPresent(account);
            if (before != null && before == version - 1) {
                newest.put(account, before);
            }
        });
        first.keySet().removeAll(newest.keySet());
        if (!first.isEmpty()) {
            newest.putAll(target.versions(projection, first.keySet()));
        }
        return newest;
    }

    private static boolean isNext(Map<String, Long> newest, Recorded event) {
        String account = event.account().value();
        boolean next = event.version() > newest.getOrDefault(account, NONE);
        if (next) {
            newest.put(account, event.version());
        }
        return next;
    }
}
