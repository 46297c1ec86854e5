package io.runledger.eventstore;

/** Who keeps copies of aggregates in memory, to decide by them. */
@FunctionalInterface
public interface Copies {

    /**
     * Other processes have stored events of an aggregate, which a copy of it may not know.
     *
     * @param newest the sequence of the last of them that was seen
     */
    void outOfDate(String aggregate, long newest);
}
