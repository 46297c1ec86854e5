package io.runledger.command.account;

import io.runledger.api.Credits;
import io.runledger.api.Keys;
import io.runledger.api.MemberCommand.RaiseMemberBudget;
import io.runledger.api.MemberCommand.RemoveMemberBudget;
import io.runledger.api.MemberCommand.SetMemberBudget;
import io.runledger.api.MemberCommand.ShowMemberBudget;
import io.runledger.api.MemberEvent.MemberBudgetRaised;
import io.runledger.api.MemberEvent.MemberBudgetRemoved;
import io.runledger.api.MemberEvent.MemberBudgetSet;
import io.runledger.api.Outcome.MemberBudget;
import io.runledger.api.Outcome.MemberUnlimited;
import io.runledger.api.RejectionReason;
import io.runledger.api.Remedy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says what members may spend, and refuses what goes beyond it. */
final class Budgeting {

    private Budgeting() {}

    static Decision decide(SetMemberBudget command, Situation situation) {
        Optional<Budget> budget = budgetOf(command.member(), situation);
        if (situation.holdings().isClosed()) {
            return Refusals.closed();
        }
        if (budget.isEmpty() && situation.budgets().isFull()) {
            return Decision.refuse(
                    RejectionReason.LIMIT_EXCEEDED,
                    Budgets.MOST + " members of the account have a budget; more can't have one");
        }
        return budget.filter(same -> isSame(same, command, situation)).isPresent()
                ? new Decision.Repeat(version -> outcome(command.member(), budget.get(), version))
                : set(command, situation);
    }

    private static Decision set(SetMemberBudget command, Situation situation) {
        MemberBudgetSet event = new MemberBudgetSet(
                situation.now(),
                command.member(),
                command.credits(),
                command.period(),
                situation.policy().zone(),
                situation.available());
        Budgets after = situation.budgets().after(List.of(event), situation.holdings());
        return Decision.accept(
                event,
                version -> outcome(
                        command.member(),
                        after.of(command.member(), situation.now()).orElseThrow(),
                        version));
    }

    private static boolean isSame(Budget budget, SetMemberBudget command, Situation situation) {
        return budget.credits().equals(command.credits())
                && budget.period() == command.period()
                && budget.zone().equals(situation.policy().zone());
    }

    static Decision decide(RaiseMemberBudget command, Situation situation) {
        Optional<MemberBudgetRaised> first =
                situation.memory().event(Keys.raise(command.raiseId()), MemberBudgetRaised.class);
        return ofBudget(
                command.member(),
                situation,
                budget -> first.map(raised -> Decision.repeatIfSame(
                                command.fingerprint(),
                                raised.fingerprint(),
                                version -> outcome(command.member(), budget, version),
                                RejectionReason.ID_CONFLICT,
                                "raise " + command.raiseId()))
                        .orElseGet(() -> raise(command, budget, situation)));
    }

    private static Decision raise(RaiseMemberBudget command, Budget budget, Situation situation) {
        MemberBudgetRaised event = new MemberBudgetRaised(
                situation.now(),
                command.raiseId(),
                command.member(),
                command.credits(),
                command.fingerprint(),
                situation.available());
        return Decision.accept(
                event, version -> outcome(command.member(), budget.raisedBy(command.credits()), version));
    }

    static Decision decide(RemoveMemberBudget command, Situation situation) {
        return budgetOf(command.member(), situation).isEmpty()
                ? new Decision.Repeat(version -> new MemberUnlimited(command.member(), version))
                : Decision.accept(
                        new MemberBudgetRemoved(situation.now(), command.member(), situation.available()),
                        version -> new MemberUnlimited(command.member(), version));
    }

    static Decision decide(ShowMemberBudget command, Situation situation) {
        return ofBudget(
                command.member(),
                situation,
                budget -> new Decision.Repeat(version -> outcome(command.member(), budget, version)));
    }

    /** The refusal of a run that would cost more than the member may still spend; empty if it may. */
    static Optional<Decision> objection(@Nullable String member, Credits cost, Situation situation) {
        return budgetOf(member, situation)
                .filter(budget -> cost.compareTo(budget.remaining()) > 0)
                .map(budget -> new Decision.Refuse(
                        RejectionReason.BUDGET_EXCEEDED,
                        "the run needs " + cost + " credits, and member " + member + " may spend "
                                + budget.remaining() + " more this "
                                + budget.period().wireName()
                                + "; its budget begins anew at " + budget.resetsAt(),
                        Map.of(
                                "required", cost,
                                "budget", budget.credits().plus(budget.raised()),
                                "spent", budget.spent(),
                                "remaining", budget.remaining()),
                        Remedy.waitUntil(budget.resetsAt())));
    }

    private static Decision ofBudget(String member, Situation situation, Function<Budget, Decision> deciding) {
        return budgetOf(member, situation)
                .map(deciding)
                .orElseGet(() -> Decision.refuse(
                        RejectionReason.UNKNOWN_BUDGET,
                        "member " + member + " has no budget, and may spend whatever the account has"));
    }

    private static Optional<Budget> budgetOf(@Nullable String member, Situation situation) {
        return situation.budgets().of(member, situation.now());
    }

    private static MemberBudget outcome(String member, Budget budget, long version) {
        return new MemberBudget(
                member,
                budget.credits(),
                budget.period(),
                budget.raised(),
                budget.spent(),
                budget.remaining(),
                budget.resetsAt(),
                version);
    }
}
