package io.runledger.service.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that ticks like another one, but ahead of it or behind, and can be moved forward. */
public final class AdjustableClock extends Clock {

    private final Clock ticking;
    private final AtomicReference<Duration> ahead;

    private AdjustableClock(Clock ticking, AtomicReference<Duration> ahead) {
        this.ticking = ticking;
        this.ahead = ahead;
    }

    static AdjustableClock startingAt(Instant start, Clock ticking) {
        return new AdjustableClock(ticking, new AtomicReference<>(Duration.between(ticking.instant(), start)));
    }

    /**
     * Moves the clock to an instant, unless it is past it already.
     *
     * @return whether it has moved
     */
    public boolean advanceTo(Instant instant) {
        Duration wanted = Duration.between(ticking.instant(), instant);
        Duration before = ahead.getAndUpdate(now -> now.compareTo(wanted) < 0 ? wanted : now);
        return before.compareTo(wanted) < 0;
    }

    @Override
    public Instant instant() {
        return ticking.instant().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return ticking.getZone();
    }

    /** The same clock in another zone: moving one moves both. */
    @Override
    public Clock withZone(ZoneId zone) {
        return new AdjustableClock(ticking.withZone(zone), ahead);
    }
}
