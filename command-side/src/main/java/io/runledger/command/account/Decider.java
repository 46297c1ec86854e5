package io.runledger.command.account;

/** Where a command is decided, if not by its caller. */
@FunctionalInterface
interface Decider {

    /** Each caller decides. */
    Decider NONE = (answer, settled) -> false;

    /**
     * Has a command decided, and returns at once.
     *
     * @param settled is run when its answer has nothing to wait for, in any thread; it must not wait itself
     * @return false if the caller has to begin it himself
     */
    boolean takes(PendingAnswer answer, Runnable settled);
}
