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
 * What time has done to an account since its last event: reservations lapsed, grants expired, today's credits came. The
 * account books it with its next command; until then whoever shows a balance applies the same function.
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
            due.lapseReservations(now);
            due.expireGrants(now);
        }
        due.issueDailyCredits(policy, now);
        if (due.events.isEmpty()) {
            holdings.findNextEnding();
            return new Due(List.of(), holdings);
        }
        return due;
    }

    private void lapseReservations(Instant now) {
        List<Reservation> lapsed = holdings.reservations().stream()
                .filter(reservation -> reservation.isLapsedAt(now))
                .toList();
        for (Reservation reservation : lapsed) {
            List<Returned> returned = Comeback.of(reservation.grants(), holdings, now);
            book(new ReservationExpired(
                    now,
                    reservation.runId(),
                    reservation.credits(),
                    returned,
                    reservation.expiresAt(),
                    holdings.available().plus(Comeback.regained(returned))));
        }
    }

    private void expireGrants(Instant now) {
        for (Grant grant : List.copyOf(holdings.grants())) {
            Instant expiredAt = grant.expiresAt();
            if (expiredAt != null && grant.isExpiredAt(now) && grant.remaining().isPositive()) {
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
        return policy.dailyGrant() != null
                && !holdings.isClosed()
                && holdings.debt().isZero()
                && !holdings.hadDailyGrantOf(policy.dayOf(now));
    }

    private void book(AccountEvent event) {
        events.add(event);
        holdings.apply(event);
    }
}
