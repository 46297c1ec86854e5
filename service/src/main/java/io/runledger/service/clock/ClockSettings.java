package io.runledger.service.clock;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the clock runs.
 *
 * @param startAt for trying policies: where the clock starts, and that it can be moved; null: real time
 */
@ConfigurationProperties("runledger.clock")
record ClockSettings(@Nullable Instant startAt) {}
