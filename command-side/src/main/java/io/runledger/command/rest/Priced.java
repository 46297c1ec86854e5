package io.runledger.command.rest;

import io.runledger.api.Answer.Refused;
import io.runledger.api.InvalidValue;
import io.runledger.api.RejectionReason;
import io.runledger.api.RunCommand;
import io.runledger.api.RunLine;
import io.runledger.api.Usage;
import io.runledger.api.policy.RateCard;
import io.runledger.command.pricing.Price;
import io.runledger.service.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A usage that somebody asks the price of. */
final class Priced {

    private Priced() {}

    /**
     * The priced lines, in the order of the usage.
     *
     * @throws InvalidValue if there are none, or too many
     * @throws ProblemException if the rate card has no price for one
     */
    static List<RunLine> lines(@Nullable List<@Nullable Usage> request, RateCard rateCard) {
        List<Usage> usage = RunsController.lines(Required.field("usage", request));
        if (usage.isEmpty() || usage.size() > RunCommand.MOST_LINES) {
            throw new InvalidValue("usage must have 1 to " + RunCommand.MOST_LINES + " entries");
        }
        Price price = Price.of(usage, rateCard);
        if (price instanceof Price.UnknownModel unknown) {
            throw Reply.problem(new Refused(RejectionReason.UNKNOWN_MODEL, unknown.detail()));
        }
        if (price instanceof Price.NotPriced objection) {
            throw Reply.problem(new Refused(RejectionReason.USAGE_NOT_PRICED, objection.detail()));
        }
        return ((Price.Lines) price).lines();
    }
}
