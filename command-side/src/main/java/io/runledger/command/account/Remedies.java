package io.runledger.command.account;

import io.runledger.api.Credits;
import io.runledger.api.Remedy;
import io.runledger.api.Remedy.Purchase;
import io.runledger.api.RunCommand.ReserveCredits;
import io.runledger.api.RunLine;
import io.runledger.api.policy.AnyAmount;
import io.runledger.api.policy.CreditPackage;
import io.runledger.api.policy.DailyGrant;
import io.runledger.api.policy.Policy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what would let a run start that was refused for want of credits. */
final class Remedies {

    private static final int MOST_PACKAGES = 3;

    private Remedies() {}

    static Remedy of(ReserveCredits command, List<RunLine> lines, Credits cost, Situation situation) {
        return new Remedy(
                nextCreditsAt(command, lines, situation),
                purchases(wanting(command, lines, cost, situation), situation));
    }

    /** Bought credits pay the debt first, and may then pay for every line. */
    private static Credits wanting(ReserveCredits command, List<RunLine> lines, Credits cost, Situation situation) {
        Allocation withoutDebt =
                Allocation.of(lines, situation.holdings(), situation.policy().burnDown(), command.paidOnly(), cost);
        return withoutDebt.missing().plus(situation.holdings().debt());
    }

    /** The daily credits, if they may pay for any part of the run; an account in debt gets none. */
    private static @Nullable Instant nextCreditsAt(ReserveCredits command, List<RunLine> lines, Situation situation) {
        Policy policy = situation.policy();
        DailyGrant daily = policy.dailyGrant();
        boolean comes = daily != null
                && situation.holdings().debt().isZero()
                && !command.paidOnly()
                && lines.stream().anyMatch(daily.scope()::covers);
        return comes ? policy.nextReset(situation.now()).orElse(null) : null;
    }

    private static List<Purchase> purchases(Credits wanting, Situation situation) {
        Policy policy = situation.policy();
        Stream<Purchase> packages = policy.packages().stream()
                .filter(sold -> !sold.requiresPlan() && sold.credits().compareTo(wanting) >= 0)
                .sorted(Comparator.comparing(CreditPackage::credits))
                .limit(MOST_PACKAGES)
                .map(sold -> new Purchase(sold.id(), sold.credits()));
        return Stream.concat(ofOnesOwn(policy.anyAmount(), wanting), packages).toList();
    }

    private static Stream<Purchase> ofOnesOwn(@Nullable AnyAmount any, Credits wanting) {
        return any == null || any.requiresPlan() || wanting.compareTo(any.most()) > 0
                ? Stream.empty()
                : Stream.of(new Purchase(null, wanting.max(any.least())));
    }
}
