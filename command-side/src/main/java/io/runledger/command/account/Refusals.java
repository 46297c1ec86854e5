package io.runledger.command.account;

import io.runledger.api.Credits;
import io.runledger.api.RejectionReason;
import io.runledger.api.RunId;
import io.runledger.api.RunLine;
import io.runledger.command.pricing.Price;
import java.util.List;

/** Refusals that more than one kind of decision gives. */
final class Refusals {

    private Refusals() {}

    static Decision closed() {
        return Decision.refuse(
                RejectionReason.ACCOUNT_CLOSED, "the account is closed; only its open runs can be finished");
    }

    /**
     * @param price none
     */
    static Decision unpriced(Price price) {
        return price instanceof Price.UnknownModel unknown
                ? Decision.refuse(RejectionReason.UNKNOWN_MODEL, unknown.detail())
                : Decision.refuse(RejectionReason.USAGE_NOT_PRICED, ((Price.NotPriced) price).detail());
    }

    static Decision unknownRun(RunId run) {
        return Decision.refuse(
                RejectionReason.UNKNOWN_RUN, "the account has no run " + run + "; it must be reserved first");
    }

    static Decision runConflict(RunId run, String why) {
        return Decision.refuse(RejectionReason.RUN_CONFLICT, "run " + run + " " + why);
    }

    static Decision planRequired(List<RunLine> lines) {
        return Decision.refuse(
                RejectionReason.PLAN_REQUIRED,
                lines.stream()
                                .filter(RunLine::pro)
                                .map(RunLine::model)
                                .distinct()
                                .toList()
                        + " need an active subscription; see the plans of GET /v1/policy");
    }

    static Decision runTooLarge(Credits cost) {
        return Decision.refuse(
                RejectionReason.LIMIT_EXCEEDED,
                "the run costs " + cost + " credits, and one run may cost at most " + Credits.MOST_PER_COMMAND);
    }
}
