package io.runledger.command.account;

/**
 * The store holds an event of the account that its copy does not know, since another node has stored it: what would be decided now
 * could not be stored, and the copy would be lost with it. It is marked as out of date, so that whoever decides next has it take in
 * what it has missed.
 */
final class CopyBehind extends Undecided {

    private static final long serialVersionUID = 1;

    CopyBehind() {
        super("to be decided when the copy has taken in what others have stored");
    }
}
