package io.runledger.command.rest;

import io.runledger.api.Credits;
import io.runledger.api.RunLine;
import io.runledger.api.Usage;
import io.runledger.api.policy.RateCard;
import io.runledger.service.policy.CurrentPolicy;
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

    private final CurrentPolicy current;

    QuotesController(CurrentPolicy current) {
        this.current = current;
    }

    @PostMapping("/v1/quotes")
    @Operation(summary = "What a usage would cost, line by line", description = "Sets nothing aside.")
    Quote quote(@RequestBody QuoteRequest request) {
        RateCard card = current.get().rateCard();
        List<RunLine> lines = Priced.lines(request.usage(), card);
        return new Quote(RunLine.total(lines), lines, card.version());
    }

    /** A usage to be priced. */
    record QuoteRequest(@Nullable List<Usage> usage) {}

    /** What it would cost under this version of the rate card. */
    record Quote(Credits credits, List<RunLine> lines, int rateCardVersion) {}
}
