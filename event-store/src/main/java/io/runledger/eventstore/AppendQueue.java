package io.runledger.eventstore;

/** What those who decide have to know of the events that are on their way into the store. */
public interface AppendQueue {

    /** For a store whose appends are done when they return. */
    AppendQueue NONE = new AppendQueue() {
        @Override
        public void requireRoom() {}

        @Override
        public boolean isSpoilt(String aggregate) {
            return false;
        }

        @Override
        public boolean isOnItsWay(String aggregate) {
            return false;
        }

        @Override
        public void dropped(String aggregate) {}
    };

    /**
     * To be asked before a decision, so that a full queue does not cost the copy of an aggregate.
     *
     * @throws StoreBusy if there is no room for more
     */
    void requireRoom();

    /**
     * Whether events of the aggregate were not stored that copies of it in memory have taken in. It takes no more events
     * until the copy is {@link #dropped}.
     */
    boolean isSpoilt(String aggregate);

    /** Whether events of the aggregate wait to be stored; those that will not be count until the aggregate is spoilt. */
    boolean isOnItsWay(String aggregate);

    /** This process has no copy of the aggregate any more. Call it with the aggregate's lock held. */
    void dropped(String aggregate);
}
