package io.runledger.query.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.runledger.api.Credits;
import io.runledger.api.Rollover;
import io.runledger.api.Scope;
import io.runledger.api.Source;
import io.runledger.api.policy.AnyAmount;
import io.runledger.api.policy.CreditPackage;
import io.runledger.api.policy.DailyGrant;
import io.runledger.api.policy.Generations;
import io.runledger.api.policy.Plan;
import io.runledger.api.policy.Policy;
import java.util.List;
import java.util.Map.Entry;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The policy as a page shows it; what follows from it, such as the price of a credit, is computed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PolicyView(
        String name,
        String unit,
        String topUpUnit,
        String zone,
        @Nullable DailyView dailyGrant,
        List<Source> burnDown,
        long reservationExpirySeconds,
        long refundWindowSeconds,
        List<PackageView> packages,
        @Nullable AnyAmountView anyAmount,
        @Nullable Long topUpExpirySeconds,
        List<PlanView> plans,
        boolean proModelsNeedPlan,
        List<Credits> lowBalanceAlerts,
        List<String> countries,
        RateCardView rateCard) {

    record DailyView(Credits credits, Scope scope, DailyGrant.Eligibility eligibility) {}

    record PackageView(String id, Credits credits, boolean mostPopular, boolean requiresPlan, List<PriceView> prices) {}

    record AnyAmountView(Credits least, Credits most, boolean requiresPlan, List<PriceView> prices) {}

    /**
     * @param rolloverMost null unless the rollover is capped
     * @param generations how many a month has with standard settings, model by model
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PlanView(
            String id,
            Credits monthlyCredits,
            Rollover rollover,
            @Nullable Credits rolloverMost,
            int graceDays,
            List<PeriodView> periods,
            List<Generations> generations) {}

    /**
     * @param months how many are paid for at once
     */
    record PeriodView(String period, int months, List<PriceView> prices) {}

    static PolicyView of(Policy policy) {
        return new PolicyView(
                policy.name(),
                policy.unit(),
                policy.topUpUnit(),
                policy.zone().getId(),
                daily(policy.dailyGrant()),
                policy.burnDown(),
                policy.reservationExpiry().toSeconds(),
                policy.refundWindow().toSeconds(),
                policy.packages().stream()
                        .map(each -> packageView(each, policy))
                        .toList(),
                anyAmount(policy),
                policy.topUpExpiry() == null ? null : policy.topUpExpiry().toSeconds(),
                policy.plans().stream().map(each -> planView(each, policy)).toList(),
                policy.proModelsNeedPlan(),
                policy.alerts().lowBalance(),
                List.copyOf(new TreeSet<>(policy.countries())),
                RateCardView.of(policy.rateCard()));
    }

    private static @Nullable DailyView daily(@Nullable DailyGrant daily) {
        return daily == null ? null : new DailyView(daily.credits(), daily.scope(), daily.eligibility());
    }

    private static PackageView packageView(CreditPackage sold, Policy policy) {
        return new PackageView(
                sold.id(),
                sold.credits(),
                sold.mostPopular(),
                sold.requiresPlan(),
                PriceView.of(sold.prices(), sold.credits(), policy));
    }

    private static @Nullable AnyAmountView anyAmount(Policy policy) {
        AnyAmount any = policy.anyAmount();
        return any == null
                ? null
                : new AnyAmountView(
                        any.least(), any.most(), any.requiresPlan(), PriceView.perCredit(any.pricePerCredit(), policy));
    }

    private static PlanView planView(Plan plan, Policy policy) {
        return new PlanView(
                plan.id(),
                plan.monthlyCredits(),
                plan.rollover(),
                plan.rollover() == Rollover.CAPPED ? plan.rolloverMost() : null,
                plan.graceDays(),
                plan.prices().entrySet().stream()
                        .map(Entry::getKey)
                        .map(period -> new PeriodView(
                                period.wireName(),
                                period.months(),
                                PriceView.of(plan.pricesOf(period), plan.creditsIn(period), policy)))
                        .toList(),
                Generations.of(plan.monthlyCredits(), policy.rateCard()));
    }
}
