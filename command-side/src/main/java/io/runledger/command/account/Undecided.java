package io.runledger.command.account;

/**
 * A command can't be decided here and now. Nothing is wrong, and nothing was done: the account is as it was, and the command's caller
 * has it decided again, in his own thread.
 */
abstract sealed class Undecided extends RuntimeException permits LeftToCaller, CopyBehind {

    private static final long serialVersionUID = 1;

    /** Without the stack, which costs more than a decision. */
    Undecided(String reason) {
        super(reason, null, false, false);
    }
}
