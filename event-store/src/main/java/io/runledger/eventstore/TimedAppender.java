package io.runledger.eventstore;

import io.micrometer.core.instrument.Timer;
import java.util.List;

/** Measures how long appends take, failed ones too. */
record TimedAppender(Appender appender, Timer timer) implements Appender {

    @Override
    public void append(List<EventRow> unit) {
        timer.record(() -> appender.append(unit));
    }
}
