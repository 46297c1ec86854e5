package io.runledger.service.clock;

import java.time.Instant;
import java.util.Optional;

/** The latest instant that an earlier run has left behind: an adjustable clock never starts before it. */
@FunctionalInterface
public interface ClockFloor {

    Optional<Instant> floor();
}
