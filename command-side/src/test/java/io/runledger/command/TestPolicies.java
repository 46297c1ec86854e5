package io.runledger.command;

import io.runledger.api.BillingPeriod;
import io.runledger.api.Credits;
import io.runledger.api.Rollover;
import io.runledger.api.Scope;
import io.runledger.api.policy.Alerts;
import io.runledger.api.policy.CreditPackage;
import io.runledger.api.policy.DailyGrant;
import io.runledger.api.policy.DailyGrant.Eligibility;
import io.runledger.api.policy.Kind;
import io.runledger.api.policy.Model;
import io.runledger.api.policy.Payments;
import io.runledger.api.policy.Plan;
import io.runledger.api.policy.Policy;
import io.runledger.api.policy.Policy.LateCapture;
import io.runledger.api.policy.RateCard;
import io.runledger.api.policy.Tier;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Policies for tests. */
public final class TestPolicies {

    private static final RateCard RATE_CARD = RateCard.of(
            7,
            Map.of(
                    "flux", model("2", false),
                    "sdxl", model("0.5", false),
                    "flux-pro", model("8", true),
                    "local", model("0", false)));

    private static final DailyGrant FREE_FOR_ALL = new DailyGrant(Credits.of("10"), new Scope(false, List.of()), null);

    /** Purchases are given back for thirty days. */
    private static final Payments PAYMENTS = new Payments(Duration.ofDays(30), false, 0);

    private static final Alerts ALERTS = new Alerts(List.of(Credits.of("5"), Credits.of("50")), Duration.ofDays(3));

    private static final List<CreditPackage> PACKAGES =
            List.of(sold("large", "1000", false), sold("small", "100", false), sold("for-subscribers", "50", true));

    private TestPolicies() {}

    /** Ten credits a day, which don't pay for Pro models; what can't be paid late is written off. */
    public static Policy daily() {
        return policy(FREE_FOR_ALL, LateCapture.WRITE_OFF);
    }

    /** Nothing is free; what can't be paid late is written off. */
    public static Policy prepaid() {
        return policy(null, LateCapture.WRITE_OFF);
    }

    /** Nothing is free; what can't be paid late is owed. */
    public static Policy withDebt() {
        return policy(null, LateCapture.DEBT);
    }

    /** Ten credits a day, and debts. */
    public static Policy dailyWithDebt() {
        return policy(FREE_FOR_ALL, LateCapture.DEBT);
    }

    /**
     * Ten credits a day for accounts without a plan; Pro models for those with one; debts. Plans: {@code basic} (100 a
     * month), {@code plus} (300), {@code keeper} (50, all of the rest rolls over), {@code saver} (40, of which at most 30
     * roll over, and three days of grace). The owner is told below 50 and below 5 credits, and three days before paid
     * credits expire.
     */
    public static Policy subscriptions() {
        return subscriptionsIn(ZoneId.of("UTC"));
    }

    public static Policy subscriptionsIn(ZoneId zone) {
        return policy(
                zone,
                new DailyGrant(Credits.of("10"), new Scope(false, List.of()), Eligibility.UNSUBSCRIBED),
                LateCapture.DEBT,
                List.of(
                        plan("basic", "100", Rollover.NONE, null, 0),
                        plan("plus", "300", Rollover.NONE, null, 0),
                        plan("keeper", "50", Rollover.ALL, null, 0),
                        plan("saver", "40", Rollover.CAPPED, Credits.of("30"), 3)));
    }

    private static Plan plan(String id, String monthly, Rollover rollover, Credits most, int graceDays) {
        Map<String, BigDecimal> price = Map.of("USD", BigDecimal.TEN);
        return new Plan(
                id,
                Credits.of(monthly),
                Map.of(
                        BillingPeriod.MONTHLY, price,
                        BillingPeriod.QUARTERLY, price,
                        BillingPeriod.YEARLY, price),
                rollover,
                most,
                graceDays);
    }

    private static Policy policy(DailyGrant daily, LateCapture lateCapture) {
        return policy(ZoneId.of("UTC"), daily, lateCapture, List.of());
    }

    private static Policy policy(ZoneId zone, DailyGrant daily, LateCapture lateCapture, List<Plan> plans) {
        return new Policy(
                "test",
                null,
                null,
                zone,
                daily,
                null,
                Duration.ofMinutes(15),
                Duration.ofHours(24),
                lateCapture,
                PACKAGES,
                null,
                null,
                null,
                PAYMENTS,
                plans,
                !plans.isEmpty(),
                plans.isEmpty() ? null : ALERTS,
                null,
                RATE_CARD);
    }

    private static Model model(String credits, boolean pro) {
        return Model.of(Credits.of(credits), Kind.IMAGE, Tier.BASIC, pro);
    }

    private static CreditPackage sold(String id, String credits, boolean requiresPlan) {
        return new CreditPackage(id, Credits.of(credits), Map.of("USD", BigDecimal.TEN), false, requiresPlan);
    }
}
