package io.runledger.api;

import java.util.List;

/**
 * What one event changes in the totals of its account. Always {@code granted = available + debt + held + captured +
 * expired + voided + clawedBack}, so that the change of what is available follows from the others.
 *
 * @param granted credits that came in
 * @param held credits set aside for open reservations
 * @param captured credits that grants have given to runs, net of refunds
 * @param expired breakage
 * @param voided credits that an operator took out
 * @param clawedBack credits taken back because money went back
 * @param debt credits that no grant could give yet
 * @param shortfall credits written off because nothing could give them; no part of the sum
 */
public record Effect(
        Credits granted,
        Credits held,
        Credits captured,
        Credits expired,
        Credits voided,
        Credits clawedBack,
        Credits debt,
        Credits shortfall) {

    public static final Effect NONE = new Effect(
            Credits.ZERO,
            Credits.ZERO,
            Credits.ZERO,
            Credits.ZERO,
            Credits.ZERO,
            Credits.ZERO,
            Credits.ZERO,
            Credits.ZERO);

    public Credits available() {
        return granted.minus(held)
                .minus(captured)
                .minus(expired)
                .minus(voided)
                .minus(clawedBack)
                .minus(debt);
    }

    public Effect plus(Effect other) {
        return new Effect(
                granted.plus(other.granted),
                held.plus(other.held),
                captured.plus(other.captured),
                expired.plus(other.expired),
                voided.plus(other.voided),
                clawedBack.plus(other.clawedBack),
                debt.plus(other.debt),
                shortfall.plus(other.shortfall));
    }

    public Effect withGranted(Credits change) {
        return new Effect(granted.plus(change), held, captured, expired, voided, clawedBack, debt, shortfall);
    }

    public Effect withHeld(Credits change) {
        return new Effect(granted, held.plus(change), captured, expired, voided, clawedBack, debt, shortfall);
    }

    public Effect withCaptured(Credits change) {
        return new Effect(granted, held, captured.plus(change), expired, voided, clawedBack, debt, shortfall);
    }

    public Effect withExpired(Credits change) {
        return new Effect(granted, held, captured, expired.plus(change), voided, clawedBack, debt, shortfall);
    }

    public Effect withVoided(Credits change) {
        return new Effect(granted, held, captured, expired, voided.plus(change), clawedBack, debt, shortfall);
    }

    public Effect withClawedBack(Credits change) {
        return new Effect(granted, held, captured, expired, voided, clawedBack.plus(change), debt, shortfall);
    }

    // Hardly any event is about debt or a shortfall, and every projection asks each event for its effect.

    public Effect withDebt(Credits change) {
        return change.isZero()
                ? this
                : new Effect(granted, held, captured, expired, voided, clawedBack, debt.plus(change), shortfall);
    }

    public Effect withShortfall(Credits change) {
        return change.isZero()
                ? this
                : new Effect(granted, held, captured, expired, voided, clawedBack, debt, shortfall.plus(change));
    }

    /** A grant begins: it counts as granted, and what it pays of the debt is captured for the run that owed it. */
    Effect withGrant(NewGrant grant) {
        return withGranted(grant.credits()).withDebtPaid(grant.debtPaid());
    }

    Effect withDebtPaid(Credits paid) {
        return withDebt(paid.negated()).withCaptured(paid);
    }

    /** Credits come back to their grants; where from (held or captured) is the caller's to say. Most captures return none. */
    Effect withReturned(List<Returned> parts) {
        if (parts.isEmpty()) {
            return this;
        }
        return withExpired(Returned.total(parts, Returned.Fate.EXPIRED))
                .withVoided(Returned.total(parts, Returned.Fate.VOIDED))
                .withDebtPaid(Returned.total(parts, Returned.Fate.DEBT));
    }
}
