package io.runledger.query.balance;

import io.runledger.api.AccountId;
import io.runledger.query.projection.Freshness;
import io.runledger.query.rest.AccountQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Balance", description = "What an account holds and can spend")
class BalanceController {

    private final BalanceProjection projection;
    private final Balances balances;
    private final Freshness freshness;

    BalanceController(BalanceProjection projection, Balances balances, Freshness freshness) {
        this.projection = projection;
        this.balances = balances;
        this.freshness = freshness;
    }

    @GetMapping(path = "/v1/accounts/{account}/balance", produces = "application/json")
    @Operation(
            summary = "An account's balance",
            description = "What can be spent now: as booked, and with what has fallen due since. Scope: dashboard.")
    @AccountQuery
    BalanceView balance(
            @PathVariable String account,
            @Parameter(description = "Wait until this version of the account is in the answer")
                    @RequestParam(required = false)
                    @Nullable
                    Long minVersion) {
        AccountId id = new AccountId(account);
        freshness.require(projection, id, minVersion);
        return balances.of(id).orElseThrow(() -> Freshness.unknown(id));
    }
}
