package io.runledger.command.account;

import io.runledger.api.Credits;
import io.runledger.api.Remedy;
import io.runledger.api.Remedy.Purchase;
import io.runledger.api.Remedy.Upgrade;
import io.runledger.api.RunCommand.ReserveCredits;
import io.runledger.api.RunLine;
import io.runledger.api.SubscriptionView;
import io.runledger.api.holdings.Holdings;
import io.runledger.api.policy.AnyAmount;
import io.runledger.api.policy.CreditPackage;
import io.runledger.api.policy.DailyGrant;
import io.runledger.api.policy.Plan;
import io.runledger.api.policy.Policy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what would let a run start that was refused for want of credits. */
final class Remedies {

    private static final int MOST_OFFERS = 3;

    private Remedies() {}

    static Remedy of(ReserveCredits command, List<RunLine> lines, Credits cost, Situation situation) {
        Credits wanting = wanting(command, lines, cost, situation);
        return new Remedy(
                nextCreditsAt(command, lines, situation),
                null,
                purchases(wanting, situation),
                plans(wanting, situation));
    }

    /** Bought credits pay the debt first, and may then pay for every line. */
    private static Credits wanting(ReserveCredits command, List<RunLine> lines, Credits cost, Situation situation) {
        Allocation withoutDebt = Allocation.of(
                lines,
                command.feature(),
                situation.holdings(),
                situation.policy().burnDown(),
                command.paidOnly(),
                cost);
        return withoutDebt.missing().plus(situation.holdings().debt());
    }

    private static @Nullable Instant nextCreditsAt(ReserveCredits command, List<RunLine> lines, Situation situation) {
        return Stream.concat(daily(command, lines, situation), monthly(situation))
                .filter(at -> at.isAfter(situation.now()))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The daily credits, if they may pay for any part of the run; an account in debt gets none. */
    private static Stream<Instant> daily(ReserveCredits command, List<RunLine> lines, Situation situation) {
        Policy policy = situation.policy();
        DailyGrant daily = policy.dailyGrant();
        boolean comes = daily != null
                && situation.holdings().debt().isZero()
                && !command.paidOnly()
                && lines.stream().anyMatch(line -> daily.scope().covers(line, command.feature()));
        return comes ? policy.nextReset(situation.now(), situation.holdings().isSubscribed()).stream() : Stream.empty();
    }

    /** The credits of the subscription's next month, which may still have to be paid for. */
    private static Stream<Instant> monthly(Situation situation) {
        return situation
                .holdings()
                .subscription()
                .map(SubscriptionView::of)
                .map(SubscriptionView::nextCreditsAt)
                .stream();
    }

    /** For an account without a plan what the first month brings, for another what it would bring more. */
    private static List<Upgrade> plans(Credits wanting, Situation situation) {
        Holdings holdings = situation.holdings();
        Credits have = holdings.subscription()
                .filter(subscription -> !subscription.isOver())
                .map(subscription -> subscription.terms().monthlyCredits())
                .orElse(Credits.ZERO);
        return situation.policy().plans().stream()
                .filter(plan -> plan.monthlyCredits().minus(have).compareTo(wanting) >= 0)
                .sorted(Comparator.comparing(Plan::monthlyCredits))
                .limit(MOST_OFFERS)
                .map(plan -> new Upgrade(plan.id(), plan.monthlyCredits()))
                .toList();
    }

    private static List<Purchase> purchases(Credits wanting, Situation situation) {
        Policy policy = situation.policy();
        boolean subscribed = situation.holdings().isSubscribed();
        Stream<Purchase> packages = policy.packages().stream()
                .filter(sold -> subscribed || !sold.requiresPlan())
                .filter(sold -> sold.credits().compareTo(wanting) >= 0)
                .sorted(Comparator.comparing(CreditPackage::credits))
                .limit(MOST_OFFERS)
                .map(sold -> new Purchase(sold.id(), sold.credits()));
        return Stream.concat(ofOnesOwn(policy.anyAmount(), wanting, subscribed), packages)
                .toList();
    }

    private static Stream<Purchase> ofOnesOwn(@Nullable AnyAmount any, Credits wanting, boolean subscribed) {
        return any == null || any.requiresPlan() && !subscribed || wanting.compareTo(any.most()) > 0
                ? Stream.empty()
                : Stream.of(new Purchase(null, wanting.max(any.least())));
    }
}
