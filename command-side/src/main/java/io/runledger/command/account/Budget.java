package io.runledger.command.account;

import io.runledger.api.BudgetPeriod;
import io.runledger.api.Credits;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What a member may spend, and has spent in one period. Credits count when they move: what comes back counts against what
 * is spent in the period in which it comes back, and never makes it less than nothing.
 *
 * @param credits what may be spent in each period
 * @param raised what may be spent more in this one
 * @param start the first day of this period
 */
record Budget(Credits credits, BudgetPeriod period, ZoneId zone, Credits raised, Credits spent, LocalDate start) {

    static Budget begun(Credits credits, BudgetPeriod period, ZoneId zone, Instant now) {
        return new Budget(credits, period, zone, Credits.ZERO, Credits.ZERO, period.startOf(dayOf(now, zone)));
    }

    /** The same budget in the period that runs. */
    Budget at(Instant now) {
        LocalDate current = period.startOf(dayOf(now, zone));
        return current.isAfter(start) ? new Budget(credits, period, zone, Credits.ZERO, Credits.ZERO, current) : this;
    }

    /** Other credits for the same period, of which as much is spent. */
    Budget with(Credits other) {
        return new Budget(other, period, zone, raised, spent, start);
    }

    Budget raisedBy(Credits more) {
        return new Budget(credits, period, zone, raised.plus(more), spent, start);
    }

    /**
     * @param taken below zero where something comes back
     */
    Budget spending(Credits taken) {
        return new Budget(credits, period, zone, raised, spent.plus(taken).orZero(), start);
    }

    Credits remaining() {
        return credits.plus(raised).minus(spent).orZero();
    }

    Instant resetsAt() {
        return period.next(start).atStartOfDay(zone).toInstant();
    }

    private static LocalDate dayOf(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toLocalDate();
    }
}
