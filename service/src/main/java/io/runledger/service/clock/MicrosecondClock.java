package io.runledger.service.clock;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * The machine's clock, in whole microseconds: PostgreSQL keeps no more, and an instant that is written must be read again as
 * the same. Java's own ticking clock divides by zero when it is asked for the milliseconds of a tick as short as that.
 */
final class MicrosecondClock extends Clock {

    private final Clock machine;

    MicrosecondClock(Clock machine) {
        this.machine = machine;
    }

    @Override
    public Instant instant() {
        return machine.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return machine.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new MicrosecondClock(machine.withZone(zone));
    }
}
