package io.runledger.query.projection;

import io.runledger.api.AccountId;
import io.runledger.api.InvalidValue;
import io.runledger.eventstore.KeyedEvents;
import io.runledger.service.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/** Waits until a projection has seen what a client has been told. */
@Component
public class Freshness {

    private static final long UNKNOWN = -1;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Another process may write the projection: nobody tells of it then. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /** Each holds a thread of the web server; more than these would keep others from being served. */
    private static final int MOST_WAITING = 64;

    private final Semaphore places = new Semaphore(MOST_WAITING);
    private final RowTarget target;
    private final Commits commits;
    private final ProjectedEvents projected;
    private final KeyedEvents events;

    Freshness(JdbcOperations jdbc, Commits commits, ProjectedEvents projected, KeyedEvents events) {
        this.target = RowTarget.live(jdbc);
        this.commits = commits;
        this.projected = projected;
        this.events = events;
    }

    /**
     * Returns once the projection has seen the version of the account, or any if none is asked for.
     *
     * @throws ProblemException 404 if there is no such account
     * @throws ProjectionBehind if it has not after two seconds
     */
    public void require(Projection<?> projection, AccountId account, @Nullable Long minVersion) {
        if (minVersion != null && minVersion < 0) {
            throw new InvalidValue("minVersion must not be below 0");
        }
        if (minVersion == null) {
            requireKnown(projection, account);
        } else {
            requireSeen(projection, account, minVersion);
        }
    }

    /** It may have been opened a moment ago, and who opened it must not be told that it is not there. */
    private void requireKnown(Projection<?> projection, AccountId account) {
        if (version(projection, account) == UNKNOWN) {
            requireStored(account);
            requireSeen(projection, account, 0);
        }
    }

    private void requireSeen(Projection<?> projection, AccountId account, long wanted) {
        long seen = awaited(projection, account, wanted);
        if (seen == UNKNOWN) {
            requireStored(account);
        }
        if (seen < wanted) {
            throw new ProjectionBehind(projection.name(), seen, wanted);
        }
    }

    private void requireStored(AccountId account) {
        if (events.lastSequence(account.value()).isEmpty()) {
            throw unknown(account);
        }
    }

    public static ProblemException unknown(AccountId account) {
        return new ProblemException(HttpStatus.NOT_FOUND, "unknown-account", "There is no account " + account + ".");
    }

    /** It waits before it looks, so that what is committed in between is not missed. */
    private long awaited(Projection<?> projection, AccountId account, long wanted) {
        try (Commits.Waiting waiting = commits.await(projection.name(), account, wanted)) {
            long seen = version(projection, account);
            return seen < wanted && places.tryAcquire() ? await(projection, account, wanted, waiting) : seen;
        }
    }

    private long await(Projection<?> projection, AccountId account, long wanted, Commits.Waiting waiting) {
        try {
            projected.hurry(projection.name());
            return lookUntil(System.nanoTime() + PATIENCE.toNanos(), projection, account, wanted, waiting);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return version(projection, account);
        } finally {
            places.release();
        }
    }

    private long lookUntil(long end, Projection<?> projection, AccountId account, long wanted, Commits.Waiting waiting)
            throws InterruptedException {
        long seen = UNKNOWN;
        while (seen < wanted && System.nanoTime() - end < 0) {
            seen = waiting.isOver(LOOK_AGAIN) ? wanted : version(projection, account);
        }
        return seen;
    }

    private long version(Projection<?> projection, AccountId account) {
        return target.versions(projection, List.of(account.value())).getOrDefault(account.value(), UNKNOWN);
    }
}
