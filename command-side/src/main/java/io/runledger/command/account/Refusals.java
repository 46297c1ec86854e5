package io.runledger.command.account;

import io.runledger.api.Credits;
import io.runledger.api.RejectionReason;
import io.runledger.api.RunId;

/** Refusals that more than one kind of decision gives. */
final class Refusals {

    private Refusals() {}

    static Decision closed() {
        return Decision.refuse(
                RejectionReason.ACCOUNT_CLOSED, "the account is closed; only its open runs can be finished");
    }

    static Decision unknownModel(String model) {
        return Decision.refuse(
                RejectionReason.UNKNOWN_MODEL, "the rate card has no model " + model + "; see the policy's rate card");
    }

    static Decision unknownRun(RunId run) {
        return Decision.refuse(
                RejectionReason.UNKNOWN_RUN, "the account has no run " + run + "; it must be reserved first");
    }

    static Decision runConflict(RunId run, String why) {
        return Decision.refuse(RejectionReason.RUN_CONFLICT, "run " + run + " " + why);
    }

    static Decision runTooLarge(Credits cost) {
        return Decision.refuse(
                RejectionReason.LIMIT_EXCEEDED,
                "the run costs " + cost + " credits, and one run may cost at most " + Credits.MOST_PER_COMMAND);
    }
}
