package io.runledger.command.account;

/** A decision has to look into the store, and the thread that decides for many must not wait for that. */
final class LeftToCaller extends Undecided {

    private static final long serialVersionUID = 1;

    LeftToCaller() {
        super("to be decided in the caller's thread");
    }
}
