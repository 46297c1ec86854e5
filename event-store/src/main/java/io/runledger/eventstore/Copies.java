package io.runledger.eventstore;

import java.util.List;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;

/** Who keeps copies of aggregates in memory, to decide by them. */
public interface Copies {

    /** Where nobody does. */
    Copies NONE = new Copies() {
        @Override
        public void outOfDate(String aggregate, long newest) {}

        @Override
        public void outOfDate(String aggregate, long newest, Supplier<List<DomainEventMessage<?>>> missed) {}

        @Override
        public void othersPrevail() {}

        @Override
        public void allOutOfDate() {}
    };

    /**
     * Other processes have stored events of an aggregate, which a copy of it may not know.
     *
     * @param newest the sequence of the last of them that was seen
     */
    void outOfDate(String aggregate, long newest);

    /**
     * The same, where it is at hand what they have stored.
     *
     * @param missed to be asked if there is a copy: all events up to the newest, in order and without a gap, of which it may know the
     *     first; empty if they have to be read
     */
    void outOfDate(String aggregate, long newest, Supplier<List<DomainEventMessage<?>>> missed);

    /** Other processes store so much more than this one that, from now on, any copy may be out of date at any time, and none is named. */
    void othersPrevail();

    /** Any copy may be out of date; from now on it is said of which aggregates others store events. */
    void allOutOfDate();
}
