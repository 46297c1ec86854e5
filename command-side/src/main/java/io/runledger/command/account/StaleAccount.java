package io.runledger.command.account;

/** This node's copy of an account is behind what is stored: it is thrown away, and the command tried again. */
final class StaleAccount extends RuntimeException {

    StaleAccount() {
        super("another node has written to the account", null, false, false);
    }
}
