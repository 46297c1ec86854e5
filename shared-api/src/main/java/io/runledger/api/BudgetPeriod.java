package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** How long a member's budget lasts before it begins anew. */
public enum BudgetPeriod {
    DAY,
    /** From Monday. */
    WEEK,
    /** Of the calendar. */
    MONTH;

    /** The first day of the period that a day is in. */
    public LocalDate startOf(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    /** The first day of the period after the one that begins on a day. */
    public LocalDate next(LocalDate start) {
        return switch (this) {
            case DAY -> start.plusDays(1);
            case WEEK -> start.plusWeeks(1);
            case MONTH -> start.plusMonths(1);
        };
    }

    @JsonValue
    public String wireName() {
        return Ids.wireName(this);
    }
}
