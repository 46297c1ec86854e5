package io.runledger.stripesandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes on when it is told to. */
final class MovingClock extends Clock {

    private volatile Instant now;

    MovingClock(String now) {
        this.now = Instant.parse(now);
    }

    void moveTo(String time) {
        now = Instant.parse(time);
    }

    void move(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the sandbox asks for the time in UTC alone");
    }
}
