package io.runledger.command.account;

/** Where a command is decided. */
@FunctionalInterface
interface Decider {

    /** Has it decided, and may wait until its answer is durable; what goes wrong is said by the answer. */
    void begin(PendingAnswer answer);
}
