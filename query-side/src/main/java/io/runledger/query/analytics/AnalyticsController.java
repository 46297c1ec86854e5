package io.runledger.query.analytics;

import io.runledger.api.AccountId;
import io.runledger.api.InvalidValue;
import io.runledger.api.policy.Policy;
import io.runledger.query.projection.Freshness;
import io.runledger.query.rest.AccountQuery;
import io.runledger.query.rest.Moments;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Analytics", description = "What was used, by whom, for what")
class AnalyticsController {

    private final AnalyticsProjection projection;
    private final UsageTable usage;
    private final Freshness freshness;
    private final Moments moments;
    private final Policy policy;

    AnalyticsController(
            AnalyticsProjection projection, UsageTable usage, Freshness freshness, Moments moments, Policy policy) {
        this.projection = projection;
        this.usage = usage;
        this.freshness = freshness;
        this.moments = moments;
        this.policy = policy;
    }

    @GetMapping(path = "/v1/analytics/usage", produces = "application/json")
    @Operation(
            summary = "Usage by model, member, feature and day",
            description =
                    "Days are those of the policy's zone. A capture counts on its day; a later refund counts on its"
                            + " own day as refunded. Scope: dashboard.")
    @AccountQuery
    UsageView usage(
            @Parameter(description = "Only this account; all accounts unless said")
                    @RequestParam(required = false)
                    @Nullable
                    String account,
            @Parameter(description = "The first day, or an instant in it") @RequestParam(required = false) @Nullable
                    String from,
            @Parameter(description = "The first day, or instant, not to be counted any more")
                    @RequestParam(required = false)
                    @Nullable
                    String to,
            @Parameter(description = "One or more of model, member, feature, day; model unless said")
                    @RequestParam(required = false)
                    @Nullable
                    List<String> groupBy,
            @Parameter(description = "With account: wait until this version of it is counted")
                    @RequestParam(required = false)
                    @Nullable
                    Long minVersion) {
        AccountId id = account == null ? null : new AccountId(account);
        UsageQuery query = UsageQuery.of(
                id,
                moments.optional("from", from),
                moments.optional("to", to),
                groupBy == null ? EnumSet.of(Dimension.MODEL) : Dimension.named(groupBy),
                policy);
        requireSeen(id, minVersion);
        return usage.read(query);
    }

    private void requireSeen(@Nullable AccountId account, @Nullable Long minVersion) {
        if (account != null) {
            freshness.require(projection, account, minVersion);
        } else if (minVersion != null) {
            throw new InvalidValue("minVersion goes with account");
        }
    }
}
