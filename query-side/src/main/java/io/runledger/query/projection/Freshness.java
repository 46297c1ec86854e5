package io.runledger.query.projection;

import io.runledger.api.AccountId;
import io.runledger.api.InvalidValue;
import io.runledger.eventstore.KeyedEvents;
import io.runledger.service.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/** Waits until a projection has seen what a client has been told. */
@Component
public class Freshness {

    private static final long UNKNOWN = -1;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Another process may write the projection: nobody rings then. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /** Each holds a thread of the web server; more than these would keep others from being served. */
    private static final int MOST_WAITING = 64;

    private final Semaphore places = new Semaphore(MOST_WAITING);
    private final RowTarget target;
    private final Commits commits;
    private final KeyedEvents events;

    Freshness(JdbcOperations jdbc, Commits commits, KeyedEvents events) {
        this.target = RowTarget.live(jdbc);
        this.commits = commits;
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
        long wanted = minVersion == null ? 0 : minVersion;
        long seen = version(projection, account);
        if (seen == UNKNOWN && minVersion == null) {
            // It may have been opened a moment ago, and who opened it must not be told that it is not there.
            requireStored(account);
        }
        if (seen < wanted) {
            seen = await(projection, account, wanted);
        }
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

    private long await(Projection<?> projection, AccountId account, long wanted) {
        if (!places.tryAcquire()) {
            return version(projection, account);
        }
        Semaphore bell = new Semaphore(0);
        commits.subscribe(projection.name(), account, bell);
        try {
            return await(projection, account, wanted, bell);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return version(projection, account);
        } finally {
            commits.unsubscribe(projection.name(), account, bell);
            places.release();
        }
    }

    private long await(Projection<?> projection, AccountId account, long wanted, Semaphore bell)
            throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long seen = version(projection, account);
        while (seen < wanted && System.nanoTime() - end < 0) {
            if (bell.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                bell.drainPermits();
            }
            seen = version(projection, account);
        }
        return seen;
    }

    private long version(Projection<?> projection, AccountId account) {
        return target.versions(projection, List.of(account.value())).getOrDefault(account.value(), UNKNOWN);
    }
}
