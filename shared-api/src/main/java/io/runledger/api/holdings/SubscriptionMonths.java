package io.runledger.api.holdings;

import io.runledger.api.AccountEvent;
import io.runledger.api.Credits;
import io.runledger.api.GrantEvent.CreditsRolledOver;
import io.runledger.api.GrantEvent.GrantExpired;
import io.runledger.api.Scope;
import io.runledger.api.Source;
import io.runledger.api.Subscription;
import io.runledger.api.Subscription.State;
import io.runledger.api.SubscriptionEvent.SubscriptionCreditsGranted;
import io.runledger.api.SubscriptionEvent.SubscriptionEnded;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** What falls due on a subscription: the credits of its months, and its end. */
final class SubscriptionMonths {

    private final Holdings holdings;
    private final Instant now;
    private final Consumer<AccountEvent> booking;

    /**
     * @param holdings which what is booked changes
     * @param now the instant of what is booked
     */
    SubscriptionMonths(Holdings holdings, Instant now, Consumer<AccountEvent> booking) {
        this.holdings = holdings;
        this.now = now;
        this.booking = booking;
    }

    /** When something falls due next; {@link Instant#MAX} if nothing will. */
    Instant nextMoment() {
        return holdings.isSubscribed() ? subscription().nextMoment() : Instant.MAX;
    }

    /** What is left of the month before goes into the one that begins, the newest credits first, or is breakage. */
    void rollOver(Instant moment) {
        if (!subscription().monthIsComing()) {
            return;
        }
        Subscription begun = subscription().monthGranted();
        List<Grant> left = leftAt(moment);
        Credits room = begun.terms().rolledOver(Credits.sum(left, Grant::remaining));
        for (Grant grant : left) {
            if (begun.terms().rollsOver()) {
                Credits kept = grant.remaining().min(room);
                room = room.minus(kept);
                keep(grant, kept, begun.endOfMonthGranted());
            } else {
                expire(grant, moment);
            }
        }
    }

    /** Books what falls due next. */
    void book() {
        if (subscription().monthIsComing()) {
            grantMonth();
        } else {
            end();
        }
    }

    private void keep(Grant grant, Credits kept, Instant expiresAt) {
        Credits lost = grant.remaining().minus(kept);
        booking.accept(new CreditsRolledOver(
                now, grant.id(), kept, lost, expiresAt, holdings.available().minus(lost)));
    }

    /** Even where only open reservations hold it, and nothing is left to expire: what comes back then comes too late. */
    private void expire(Grant grant, Instant moment) {
        booking.accept(new GrantExpired(
                now, grant.id(), grant.remaining(), moment, holdings.available().minus(grant.remaining())));
    }

    private List<Grant> leftAt(Instant moment) {
        return holdings.grants().stream()
                .filter(grant -> grant.source() == Source.SUBSCRIPTION)
                .filter(grant -> grant.expiresAt() != null && !grant.expiresAt().isBefore(moment))
                .sorted(Comparator.comparingLong(Grant::age).reversed())
                .toList();
    }

    private void grantMonth() {
        Subscription before = subscription();
        Subscription after = before.monthGranted();
        Credits credits = after.terms().monthlyCredits();
        booking.accept(new SubscriptionCreditsGranted(
                now,
                before.monthsGranted(),
                before.nextGrantId(),
                credits,
                credits.min(holdings.debt()),
                Scope.EVERYTHING,
                after.endOfMonthGranted(),
                after,
                holdings.available().plus(credits)));
    }

    private void end() {
        Subscription subscription = subscription();
        // Credits that would have rolled over wait longer for a payment, which isn't to come where it was cancelled.
        leftAt(subscription.endsAt()).forEach(grant -> expire(grant, subscription.endsAt()));
        booking.accept(new SubscriptionEnded(
                now,
                subscription.endsAt(),
                subscription.in(subscription.state() == State.CANCELLED ? State.ENDED : State.LAPSED),
                holdings.available()));
    }

    private Subscription subscription() {
        return holdings.subscription().orElseThrow();
    }
}
