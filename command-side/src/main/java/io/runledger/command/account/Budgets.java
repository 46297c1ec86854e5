package io.runledger.command.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.runledger.api.AccountEvent;
import io.runledger.api.Credits;
import io.runledger.api.MemberEvent.MemberBudgetRaised;
import io.runledger.api.MemberEvent.MemberBudgetRemoved;
import io.runledger.api.MemberEvent.MemberBudgetSet;
import io.runledger.api.RunEvent.CreditsCaptured;
import io.runledger.api.RunEvent.CreditsReserved;
import io.runledger.api.RunEvent.EndOfReservation;
import io.runledger.api.RunEvent.RunFailedRefunded;
import io.runledger.api.holdings.Holdings;
import io.runledger.api.holdings.Reservation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the members of an account may spend; those without a budget may spend whatever the account has. */
final class Budgets {

    /** So that an account stays small enough to be kept in memory. */
    static final int MOST = 1_000;

    private final Map<String, Budget> byMember;

    Budgets() {
        this(Map.of());
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Budgets(Map<String, Budget> byMember) {
        this.byMember = new LinkedHashMap<>(byMember);
    }

    @JsonValue
    Map<String, Budget> byMember() {
        return byMember;
    }

    /** A member's budget in the period that runs. */
    Optional<Budget> of(@Nullable String member, Instant now) {
        return byMember.isEmpty() || member == null
                ? Optional.empty()
                : Optional.ofNullable(byMember.get(member)).map(budget -> budget.at(now));
    }

    boolean isFull() {
        return byMember.size() >= MOST;
    }

    /**
     * What some events would make of them.
     *
     * @param before what the account held before the first; no reservation that they end begins with one of them
     */
    Budgets after(List<AccountEvent> events, Holdings before) {
        if (events.isEmpty()) {
            return this;
        }
        Budgets after = new Budgets(byMember);
        events.forEach(event -> after.apply(event, before));
        return after;
    }

    /**
     * Takes in the next event of the account.
     *
     * @param before what the account held before it
     */
    void apply(AccountEvent event, Holdings before) {
        if (event instanceof MemberBudgetSet set) {
            byMember.merge(set.member(), begun(set), (old, begun) -> changed(old, begun, set.at()));
        } else if (byMember.isEmpty()) {
            return;
        } else if (event instanceof MemberBudgetRaised raised) {
            byMember.computeIfPresent(
                    raised.member(), (member, budget) -> budget.at(raised.at()).raisedBy(raised.credits()));
        } else if (event instanceof MemberBudgetRemoved removed) {
            byMember.remove(removed.member());
        } else if (event instanceof CreditsReserved reserved) {
            spend(reserved.member(), reserved.credits(), reserved.at());
        } else if (event instanceof EndOfReservation end) {
            spend(memberOf(end, before), taken(end), end.at());
        }
    }

    private void spend(@Nullable String member, Credits taken, Instant at) {
        if (member != null) {
            byMember.computeIfPresent(member, (same, budget) -> budget.at(at).spending(taken));
        }
    }

    /** What the event takes beyond what the reservation had taken; below zero where something comes back. */
    private static Credits taken(EndOfReservation end) {
        if (end instanceof CreditsCaptured captured) {
            return captured.credits().minus(captured.reserved());
        }
        return end instanceof RunFailedRefunded failed
                ? failed.reserved().plus(failed.captured()).negated()
                : end.reserved().negated();
    }

    private static @Nullable String memberOf(EndOfReservation end, Holdings before) {
        if (end instanceof CreditsCaptured captured) {
            return captured.member();
        }
        return end instanceof RunFailedRefunded failed
                ? failed.member()
                : before.reservation(end.runId()).map(Reservation::member).orElse(null);
    }

    private static Budget begun(MemberBudgetSet set) {
        return Budget.begun(set.credits(), set.period(), set.zone(), set.at());
    }

    /** What is spent counts on, unless another period begins. */
    private static Budget changed(Budget old, Budget begun, Instant now) {
        boolean samePeriod = old.period() == begun.period() && old.zone().equals(begun.zone());
        return samePeriod ? old.at(now).with(begun.credits()) : begun;
    }
}
