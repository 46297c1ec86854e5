package io.runledger.query.projection;

import io.runledger.api.AccountId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Tells those who wait for a version of an account in a projection that it was committed. */
@Component
class Commits {

    private record Topic(String projection, String account) {}

    private final Map<Topic, Set<Waiting>> waiting = new ConcurrentHashMap<>();

    /** One who waits, until it is closed. */
    final class Waiting implements AutoCloseable {

        private final Topic topic;
        private final long version;
        private final CountDownLatch committed = new CountDownLatch(1);

        private Waiting(Topic topic, long version) {
            this.topic = topic;
            this.version = version;
        }

        /** Whether the version has been committed by this process since, or is within the time given. */
        boolean isOver(Duration most) throws InterruptedException {
            return committed.await(most.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void close() {
            waiting.computeIfPresent(topic, (same, others) -> {
                others.remove(this);
                return others.isEmpty() ? null : others;
            });
        }
    }

    /** From now on it is told of the version, or of a later one; not of what was committed before. */
    Waiting await(String projection, AccountId account, long version) {
        Waiting one = new Waiting(new Topic(projection, account.value()), version);
        waiting.compute(one.topic, (topic, others) -> {
            Set<Waiting> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(one);
            return all;
        });
        return one;
    }

    /**
     * @param newest the newest version of each account
     */
    void announce(String projection, Map<String, Long> newest) {
        if (isAwaited()) {
            newest.forEach((account, version) -> waiting.getOrDefault(new Topic(projection, account), Set.of())
                    .forEach(one -> tell(one, version)));
        }
    }

    /** Whether anybody waits. */
    boolean isAwaited() {
        return !waiting.isEmpty();
    }

    private static void tell(Waiting one, long version) {
        if (one.version <= version) {
            one.committed.countDown();
        }
    }
}
