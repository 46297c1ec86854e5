package io.runledger.command.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.runledger.api.AccountCommand.QuoteRun;
import io.runledger.api.AccountId;
import io.runledger.api.Credits;
import io.runledger.api.Outcome.Quoted;
import io.runledger.api.RunLine;
import io.runledger.api.Usage;
import io.runledger.api.policy.RateCard;
import io.runledger.command.account.Commands;
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
    private final Commands commands;

    QuotesController(CurrentPolicy current, Commands commands) {
        this.current = current;
        this.commands = commands;
    }

    @PostMapping("/v1/quotes")
    @Operation(
            summary = "What a usage would cost, line by line",
            description = "With account: also whether it could pay for it now. Sets nothing aside.")
    Quote quote(@RequestBody QuoteRequest request) {
        RateCard card = current.get().rateCard();
        List<RunLine> lines = Priced.lines(request.usage(), card);
        String account = request.account();
        return account == null
                ? new Quote(RunLine.total(lines), lines, card.version(), null, null, null)
                : forAccount(new AccountId(account), request);
    }

    private Quote forAccount(AccountId account, QuoteRequest request) {
        Quoted quoted = (Quoted) Reply.accepted(commands.send(new QuoteRun(
                        account,
                        RunsController.lines(request.usage()),
                        request.feature(),
                        Boolean.TRUE.equals(request.paidOnly()))))
                .outcome();
        return new Quote(
                quoted.credits(),
                quoted.lines(),
                quoted.rateCardVersion(),
                quoted.available(),
                quoted.eligible(),
                quoted.affordable());
    }

    /** A usage to be priced; {@code feature} and {@code paidOnly} as in the reservation that is to come. */
    record QuoteRequest(
            @Nullable List<Usage> usage,
            @Nullable String account,
            @Nullable String feature,
            @Nullable Boolean paidOnly) {}

    /** What it would cost under this version of the rate card; {@code eligible}: the most that could be set aside for it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Quote(
            Credits credits,
            List<RunLine> lines,
            int rateCardVersion,
            @Nullable Credits available,
            @Nullable Credits eligible,
            @Nullable Boolean affordable) {}
}
