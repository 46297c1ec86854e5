package io.runledger.command.rest;

import io.runledger.api.Answer.Refused;
import io.runledger.api.Credits;
import io.runledger.api.InvalidValue;
import io.runledger.api.RejectionReason;
import io.runledger.api.RunCommand;
import io.runledger.api.RunLine;
import io.runledger.api.Usage;
import io.runledger.api.policy.Policy;
import io.runledger.command.pricing.Price;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Prices before the run. */
@RestController
@Tag(name = "Prices")
class QuotesController {

    private final Policy policy;

    QuotesController(Policy policy) {
        this.policy = policy;
    }

    @PostMapping("/v1/quotes")
    @Operation(summary = "What a usage would cost, line by line", description = "Sets nothing aside.")
    Quote quote(@RequestBody QuoteRequest request) {
        List<Usage> usage = RunsController.lines(Required.field("usage", request.usage()));
        if (usage.isEmpty() || usage.size() > RunCommand.MOST_LINES) {
            throw new InvalidValue("usage must have 1 to " + RunCommand.MOST_LINES + " entries");
        }
        Price price = Price.of(usage, policy.rateCard());
        if (price instanceof Price.UnknownModel unknown) {
            throw Reply.problem(
                    new Refused(RejectionReason.UNKNOWN_MODEL, "the rate card has no model " + unknown.model()));
        }
        List<RunLine> lines = ((Price.Lines) price).lines();
        return new Quote(RunLine.total(lines), lines, policy.rateCard().version());
    }

    /** A usage to be priced. */
    record QuoteRequest(@Nullable List<Usage> usage) {}

    /** What it would cost under this version of the rate card. */
    record Quote(Credits credits, List<RunLine> lines, int rateCardVersion) {}
}
