package io.runledger.api.holdings;

import io.runledger.api.AccountEvent;
import io.runledger.api.Credits;
import io.runledger.api.GrantEvent.DailyGrantIssued;
import io.runledger.api.GrantEvent.GrantExpired;
import io.runledger.api.GrantId;
import io.runledger.api.Returned;
import io.runledger.api.RunEvent.ReservationExpired;
import io.runledger.api.policy.DailyGrant;
import io.runledger.api.policy.Policy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What time has done to an account since its last event: reservations lapsed, grants expired, months of a subscription
 * began or it ended, today's credits came. The account books it with its next command; until then whoever shows a balance
 * applies the same function.
 *
 * @param events what is to be booked, in order; empty if nothing has fallen due
 * @param holdings what the account holds with them
 */
public record Due(List<AccountEvent> events, Holdings holdings) {

    /** Pure: the holdings given stay as they are. */
    public static Due of(Holdings holdings, Policy policy, Instant now) {
        boolean endings = holdings.mayHaveEndings(now);
        if (!endings && !dailyCreditsAreDue(holdings, policy, now)) {
            return new Due(List.of(), holdings);
        }
        Due due = new Due(new ArrayList<>(), holdings.copy());
        if (endings) {
            due.followSubscription(now);
            due.lapseReservations(now, now);
            due.expireGrants(now, now);
        }
        due.issueDailyCredits(policy, now);
        if (due.events.isEmpty()) {
            holdings.findNextEnding();
            return new Due(List.of(), holdings);
        }
        return due;
    }

    /** Month by month, each with what had ended before it, so that what rolls over is what was there then. */
    private void followSubscription(Instant now) {
        SubscriptionMonths months = new SubscriptionMonths(holdings, now, this::book);
        for (Instant moment = months.nextMoment(); !moment.isAfter(now); moment = months.nextMoment()) {
            lapseReservations(moment, now);
            months.rollOver(moment);
            expireGrants(moment, now);
            months.book();
        }
    }

    private void lapseReservations(Instant until, Instant now) {
        List<Reservation> lapsed = holdings.reservations().stream()
                .filter(reservation -> reservation.isLapsedAt(until))
                .toList();
        for (Reservation reservation : lapsed) {
            List<Returned> returned = Comeback.of(reservation.grants(), holdings, reservation.expiresAt());
            book(new ReservationExpired(
                    now,
                    reservation.runId(),
                    reservation.credits(),
                    returned,
                    reservation.expiresAt(),
                    holdings.available().plus(Comeback.regained(returned))));
        }
    }

    private void expireGrants(Instant until, Instant now) {
        for (Grant grant : List.copyOf(holdings.grants())) {
            Instant expiredAt = grant.expiresAt();
            if (expiredAt != null
                    && grant.isExpiredAt(until)
                    && grant.remaining().isPositive()) {
                Credits left = grant.remaining();
                book(new GrantExpired(
                        now, grant.id(), left, expiredAt, holdings.available().minus(left)));
            }
        }
    }

    private void issueDailyCredits(Policy policy, Instant now) {
        DailyGrant daily = policy.dailyGrant();
        if (daily == null || !dailyCreditsAreDue(holdings, policy, now)) {
            return;
        }
        LocalDate today = policy.dayOf(now);
        book(new DailyGrantIssued(
                now,
                today,
                GrantId.daily(today),
                daily.credits(),
                daily.scope(),
                policy.startOf(today.plusDays(1)),
                holdings.available().plus(daily.credits())));
    }

    /** Missed days bring nothing; an account in debt, or closed, gets nothing. */
    private static boolean dailyCreditsAreDue(Holdings holdings, Policy policy, Instant now) {
        DailyGrant daily = policy.dailyGrant();
        return daily != null
                && !holdings.isClosed()
                && holdings.debt().isZero()
                && daily.isFor(holdings.isSubscribed())
                && !holdings.hadDailyGrantOf(policy.dayOf(now));
    }

    private void book(AccountEvent event) {
        events.add(event);
        holdings.apply(event);
    }
}
