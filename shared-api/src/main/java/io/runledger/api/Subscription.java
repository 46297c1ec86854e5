package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as it stands. Its calendar is counted in months from the instant it began, in its own zone: the month
 * that began on a 31st begins on the last day of a shorter month, and on the 31st again after it. Month 0 is the first.
 *
 * @param since when month 0 began
 * @param zone where days begin, for good, whatever becomes of the policy's zone
 * @param monthsPaid how many months are paid for
 * @param monthsGranted how many of them have brought their credits
 * @param grants how many grants it has brought, for their ids
 * @param terms what has been promised
 * @param next what is promised from month {@code nextFrom} on; null: the same
 * @param nextFrom 0 where there is no {@code next}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Subscription(
        SubscriptionId id,
        State state,
        Instant since,
        ZoneId zone,
        int monthsPaid,
        int monthsGranted,
        int grants,
        SubscriptionTerms terms,
        @Nullable SubscriptionTerms next,
        int nextFrom) {

    /** Whether it goes on. */
    public enum State {
        /** It goes on with the next payment. */
        ACTIVE,
        /** It ends with the paid time. */
        CANCELLED,
        /** No payment came in time; one that comes late takes it up again. */
        LAPSED,
        /** It was cancelled or stopped, for good. */
        ENDED;

        @JsonValue
        public String wireName() {
            return Ids.wireName(this);
        }
    }

    /** A subscription whose first period is paid, and that has brought nothing yet. */
    public static Subscription started(SubscriptionId id, SubscriptionTerms terms, Instant since, ZoneId zone) {
        return new Subscription(id, State.ACTIVE, since, zone, terms.period().months(), 0, 0, terms, null, 0);
    }

    /** Whether it brings nothing any more, and allows nothing. */
    @JsonIgnore
    public boolean isOver() {
        return state == State.LAPSED || state == State.ENDED;
    }

    /** When a month begins, on any zone's calendar; where the clocks leave out that time of day, the first one after it. */
    public Instant startOf(int month) {
        return since.atZone(zone).plusMonths(month).toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The first instant that isn't paid for. */
    public Instant paidUntil() {
        return startOf(monthsPaid);
    }

    /** When it ends unless a payment comes first. */
    public Instant endsAt() {
        return state == State.CANCELLED ? paidUntil() : paidUntil().plus(Duration.ofDays(terms.graceDays()));
    }

    /** When something falls due next: a month's credits, or the end. */
    public Instant nextMoment() {
        return monthIsComing() ? startOf(monthsGranted) : endsAt();
    }

    /** Whether a month is paid for that has not brought its credits. */
    public boolean monthIsComing() {
        return monthsGranted < monthsPaid;
    }

    /**
     * When the credits of the month granted last can't be spent any more. Those that would roll over wait for a payment
     * that comes late.
     */
    public Instant endOfMonthGranted() {
        return monthIsComing() || !terms.rollsOver() ? startOf(monthsGranted) : endsAt();
    }

    /** What the next payment pays for. */
    public SubscriptionTerms renewalTerms() {
        return next == null ? terms : next;
    }

    /** Whether {@code next} is paid for, so that it can't be changed any more. */
    public boolean nextIsPaid() {
        return next != null && nextFrom < monthsPaid;
    }

    /** What the months bring that are paid for and have not come. */
    public Credits creditsToCome() {
        Credits sum = Credits.ZERO;
        for (int month = monthsGranted; month < monthsPaid; month++) {
            sum = sum.plus(termsOf(month).monthlyCredits());
        }
        return sum;
    }

    /** The grant that it brings next. */
    public GrantId nextGrantId() {
        return GrantId.of(id, grants + 1);
    }

    /** One more month has brought its credits. */
    public Subscription monthGranted() {
        SubscriptionTerms now = termsOf(monthsGranted);
        boolean keepsNext = next != null && nextFrom > monthsGranted;
        return new Subscription(
                id,
                state,
                since,
                zone,
                monthsPaid,
                monthsGranted + 1,
                grants + 1,
                now,
                keepsNext ? next : null,
                keepsNext ? nextFrom : 0);
    }

    /** What is promised for a month. */
    public SubscriptionTerms termsOf(int month) {
        return next != null && month >= nextFrom ? next : terms;
    }

    /**
     * One more period is paid.
     *
     * @param paidTerms what for
     */
    public Subscription renewed(SubscriptionTerms paidTerms) {
        Subscription paid = paidTerms.equals(renewalTerms()) ? this : withNext(paidTerms);
        return new Subscription(
                id,
                State.ACTIVE,
                since,
                zone,
                monthsPaid + paidTerms.period().months(),
                monthsGranted,
                grants,
                terms,
                paid.next,
                paid.nextFrom);
    }

    /** Other terms from now on, in the month granted last too; it goes on if it was cancelled. */
    public Subscription changedNow(SubscriptionTerms other) {
        return new Subscription(id, State.ACTIVE, since, zone, monthsPaid, monthsGranted, grants, other, null, 0);
    }

    /** Other terms from the next payment on; it goes on if it was cancelled. */
    public Subscription changedAtRenewal(SubscriptionTerms other) {
        Subscription changed = other.equals(terms) ? changedNow(terms) : withNext(other);
        return changed.in(State.ACTIVE);
    }

    /** A further grant within the month granted last. */
    public Subscription oneMoreGrant() {
        return new Subscription(id, state, since, zone, monthsPaid, monthsGranted, grants + 1, terms, next, nextFrom);
    }

    public Subscription in(State other) {
        return new Subscription(id, other, since, zone, monthsPaid, monthsGranted, grants, terms, next, nextFrom);
    }

    private Subscription withNext(SubscriptionTerms other) {
        return new Subscription(id, state, since, zone, monthsPaid, monthsGranted, grants, terms, other, monthsPaid);
    }
}
