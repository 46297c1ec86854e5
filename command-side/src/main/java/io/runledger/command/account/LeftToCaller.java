package io.runledger.command.account;

/**
 * A decision has to look into the store, and the thread that decides for many must not wait for that. Nothing is wrong, and nothing
 * was done: the account is as it was, and the command's caller has it decided in his own thread.
 */
final class LeftToCaller extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Without the stack, which costs more than a decision. */
    LeftToCaller() {
        super("to be decided in the caller's thread", null, false, false);
    }
}
