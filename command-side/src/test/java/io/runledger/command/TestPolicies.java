package io.runledger.command;

import io.runledger.api.Credits;
import io.runledger.api.Scope;
import io.runledger.api.policy.CreditPackage;
import io.runledger.api.policy.DailyGrant;
import io.runledger.api.policy.Kind;
import io.runledger.api.policy.Model;
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

    private static final List<CreditPackage> PACKAGES =
            List.of(sold("large", "1000", false), sold("small", "100", false), sold("for-subscribers", "50", true));

    private TestPolicies() {}

    /** Ten credits a day, which don't pay for Pro models; what can't be paid late is written off. */
    public static Policy daily() {
        return policy(new DailyGrant(Credits.of("10"), new Scope(false)), LateCapture.WRITE_OFF);
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
        return policy(new DailyGrant(Credits.of("10"), new Scope(false)), LateCapture.DEBT);
    }

    private static Policy policy(DailyGrant daily, LateCapture lateCapture) {
        return new Policy(
                "test",
                null,
                ZoneId.of("UTC"),
                daily,
                null,
                Duration.ofMinutes(15),
                Duration.ofHours(24),
                lateCapture,
                PACKAGES,
                null,
                null,
                null,
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
