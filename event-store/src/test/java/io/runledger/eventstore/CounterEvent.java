package io.runledger.eventstore;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/** What these tests store. */
sealed interface CounterEvent {

    @Revision("1")
    record CounterOpened(String counter, Instant at) implements CounterEvent {}

    @Revision("3")
    record Counted(String counter, int by) implements CounterEvent {}
}
