package io.runledger.eventstore;

import io.runledger.eventstore.Queued.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/**
 * What is on its way into the store, by aggregate. Commands go on from events that are not durable yet, so it sees to it
 * that no hole can come about: a unit of work is taken only if it follows the one before it, and after a failure an
 * aggregate takes nothing until the copy that has seen the lost events is gone.
 */
final class InFlight {

    private final Executor telling;
    private final Map<String, Chain> chains = new HashMap<>();
    private final Set<String> spoilt = ConcurrentHashMap.newKeySet();

    /**
     * @param telling runs what tells those who wait, now or soon; only the writer has it do so
     */
    InFlight(Executor telling) {
        this.telling = telling;
    }

    /**
     * @throws ConcurrencyException if the rows don't follow what is on its way
     */
    synchronized Unit add(List<EventRow> rows) {
        Map<String, Long> last = new LinkedHashMap<>(4);
        for (EventRow row : rows) {
            requireFollowing(row, last.get(row.aggregate()));
            last.put(row.aggregate(), row.sequence());
        }
        List<Chain> extended = new ArrayList<>(last.size());
        Unit unit = new Unit(rows, extended);
        last.forEach((aggregate, sequence) -> extended.add(extend(aggregate, sequence, unit)));
        return unit;
    }

    private void requireFollowing(EventRow row, @Nullable Long lastOfUnit) {
        String aggregate = row.aggregate();
        requireSound(aggregate);
        Chain chain = chains.get(aggregate);
        Long last = lastOfUnit == null && chain != null ? Long.valueOf(chain.last) : lastOfUnit;
        if (last != null && row.sequence() != last + 1) {
            throw new ConcurrencyException("Event %d of aggregate [%s] does not follow event %d, which is on its way"
                    .formatted(row.sequence(), aggregate, last));
        }
    }

    private Chain extend(String aggregate, long sequence, Unit unit) {
        Chain chain = chains.computeIfAbsent(aggregate, Chain::new);
        chain.units.add(unit);
        chain.last = sequence;
        return chain;
    }

    /**
     * What has to succeed for an event to be the newest of its aggregate; null if nothing is on its way and the store has
     * to be asked.
     *
     * @throws ConcurrencyException if it is known not to be the newest
     */
    synchronized @Nullable CompletableFuture<Void> newest(String aggregate, long sequence) {
        requireSound(aggregate);
        Chain chain = chains.get(aggregate);
        if (chain == null) {
            return null;
        }
        if (chain.last != sequence) {
            throw new ConcurrencyException("Event %d of aggregate [%s] is on its way, and %d is not the last"
                    .formatted(chain.last, aggregate, sequence));
        }
        return chain.units.getLast().done;
    }

    /** Done with the last of what is on its way. */
    synchronized CompletableFuture<Void> last(String aggregate) {
        Chain chain = chains.get(aggregate);
        return chain == null ? CompletableFuture.completedFuture(null) : chain.units.getLast().done;
    }

    synchronized List<EventRow> rows(String aggregate) {
        Chain chain = chains.get(aggregate);
        return chain == null
                ? List.of()
                : chain.units.stream()
                        .flatMap(unit -> unit.rows.stream())
                        .filter(row -> row.aggregate().equals(aggregate))
                        .toList();
    }

    void stored(List<Unit> units) {
        synchronized (this) {
            for (Unit unit : units) {
                unit.chains.forEach(chain -> shorten(chain, unit));
            }
        }
        settle(units, null);
    }

    /** From now on neither what builds on them is stored, nor anything that is decided by a copy that has seen them. */
    void failed(List<Unit> units, RuntimeException reason) {
        synchronized (this) {
            units.forEach(unit -> unit.chains.forEach(this::spoil));
        }
        settle(units, reason);
    }

    /**
     * Someone else has stored an event. What is on its way and was decided without it fails, and need not be tried.
     *
     * @return false if all that is on its way was decided with it, so that the copy knows it too
     */
    boolean overtaken(String aggregate, long sequence) {
        EventRow first;
        List<Unit> behind;
        synchronized (this) {
            Chain chain = chains.get(aggregate);
            if (chain == null) {
                return true;
            }
            first = chain.first();
            behind = List.copyOf(chain.units);
        }
        if (first.sequence() > sequence) {
            return false;
        }
        failed(behind, Conflict.taken(first));
        return true;
    }

    /** A copy has seen events that are not stored any more, as when the database was made again from a backup. Nothing is to be built on it. */
    synchronized void builtOnGone(String aggregate) {
        Chain chain = chains.get(aggregate);
        if (chain == null) {
            spoilt.add(aggregate);
        } else {
            spoil(chain);
        }
    }

    /** Has those who wait told; without a failure, that it is done. */
    void settle(List<? extends Queued> settled, @Nullable RuntimeException failure) {
        settled.forEach(queued -> queued.fateIsKnown = true);
        telling.execute(() -> settled.forEach(queued -> queued.settle(failure)));
    }

    private void spoil(Chain chain) {
        if (!chain.spoilt) {
            chain.spoilt = true;
            spoilt.add(chain.aggregate);
            chains.remove(chain.aggregate);
        }
    }

    private void shorten(Chain chain, Unit unit) {
        chain.units.remove(unit);
        if (chain.units.isEmpty()) {
            chains.remove(chain.aggregate, chain);
        }
    }

    synchronized boolean isOnItsWay(String aggregate) {
        return chains.containsKey(aggregate);
    }

    boolean isSpoilt(String aggregate) {
        return !spoilt.isEmpty() && spoilt.contains(aggregate);
    }

    void dropped(String aggregate) {
        spoilt.remove(aggregate);
    }

    private void requireSound(String aggregate) {
        if (isSpoilt(aggregate)) {
            throw new ConcurrencyException(
                    "Aggregate [%s] was changed by events that could not be stored; load it again"
                            .formatted(aggregate));
        }
    }
}
