package io.runledger.api.holdings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.runledger.api.AccountEvent;
import io.runledger.api.AccountEvent.AccountClosed;
import io.runledger.api.AccountEvent.AccountOpened;
import io.runledger.api.Credits;
import io.runledger.api.GrantChange;
import io.runledger.api.GrantEvent.CreditsRolledOver;
import io.runledger.api.GrantEvent.DailyGrantIssued;
import io.runledger.api.GrantEvent.GrantExpired;
import io.runledger.api.GrantEvent.GrantVoided;
import io.runledger.api.GrantId;
import io.runledger.api.NewGrant;
import io.runledger.api.RunEvent.CreditsReserved;
import io.runledger.api.RunEvent.EndOfReservation;
import io.runledger.api.RunId;
import io.runledger.api.Source;
import io.runledger.api.Subscription;
import io.runledger.api.SubscriptionEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an account holds: its grants, its open reservations and its debt. It decides nothing; it is what the account's
 * events make of it, on the side that decides as on the side that shows. A grant of which nothing is left is forgotten.
 */
public final class Holdings {

    private final Map<GrantId, Grant> grants = new LinkedHashMap<>();
    private final Map<RunId, Reservation> reservations = new LinkedHashMap<>();
    private long grantsOpened;
    private Credits granted = Credits.ZERO;
    private Credits debt = Credits.ZERO;
    private @Nullable LocalDate lastDailyGrant;
    private @Nullable Subscription subscription;
    private @Nullable Instant openedAt;
    private @Nullable Instant lastEventAt;
    private boolean closed;

    /** No grant and no reservation ends before this. It spares most commands a look at all of them. */
    private Instant nothingEndsBefore = Instant.MIN;

    /** What an account holds that has had no event yet. */
    public Holdings() {}

    /**
     * Holdings put together from what a projection has kept of them.
     *
     * @param reservations those that may have lapsed; the others need not be there
     */
    public static Holdings of(
            Collection<Grant> grants,
            Collection<Reservation> reservations,
            Credits debt,
            @Nullable LocalDate lastDailyGrant,
            @Nullable Subscription subscription,
            boolean closed) {
        Holdings holdings = new Holdings();
        grants.forEach(grant -> holdings.grants.put(grant.id(), grant));
        reservations.forEach(holdings::hold);
        holdings.grantsOpened = grants.size();
        holdings.debt = debt;
        holdings.lastDailyGrant = lastDailyGrant;
        holdings.subscription = subscription;
        holdings.closed = closed;
        return holdings;
    }

    /** All of it, in a form that can be stored; lists keep the order in which things came. */
    public record Image(
            List<Grant> grants,
            List<Reservation> reservations,
            long grantsOpened,
            Credits granted,
            Credits debt,
            @Nullable LocalDate lastDailyGrant,
            @Nullable Subscription subscription,
            @Nullable Instant openedAt,
            @Nullable Instant lastEventAt,
            boolean closed) {}

    @JsonValue
    public Image image() {
        return new Image(
                List.copyOf(grants.values()),
                List.copyOf(reservations.values()),
                grantsOpened,
                granted,
                debt,
                lastDailyGrant,
                subscription,
                openedAt,
                lastEventAt,
                closed);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Holdings of(Image image) {
        Holdings holdings = new Holdings();
        image.grants().forEach(grant -> holdings.grants.put(grant.id(), grant));
        image.reservations().forEach(reservation -> holdings.reservations.put(reservation.runId(), reservation));
        holdings.grantsOpened = image.grantsOpened();
        holdings.granted = image.granted();
        holdings.debt = image.debt();
        holdings.lastDailyGrant = image.lastDailyGrant();
        holdings.subscription = image.subscription();
        holdings.openedAt = image.openedAt();
        holdings.lastEventAt = image.lastEventAt();
        holdings.closed = image.closed();
        return holdings;
    }

    public Holdings copy() {
        Holdings copy = of(image());
        copy.nothingEndsBefore = nothingEndsBefore;
        return copy;
    }

    /** Takes in the next event of the account. */
    public void apply(AccountEvent event) {
        event.newGrants().forEach(this::open);
        if (event instanceof CreditsReserved reserved) {
            // Before anything is taken, so that a grant that gives its last is not forgotten while it is held.
            hold(Reservation.of(reserved));
        }
        event.grantChanges().forEach(this::change);
        debt = debt.plus(event.effect().debt());
        granted = granted.plus(event.effect().granted());
        lastEventAt = event.at();
        if (event instanceof EndOfReservation end) {
            end(end.runId());
        } else if (event instanceof GrantVoided voided) {
            replace(voided.grantId(), Grant::asVoided);
        } else if (event instanceof GrantExpired expired) {
            replace(expired.grantId(), grant -> grant.endingAt(expired.expiredAt()));
        } else if (event instanceof CreditsRolledOver rolled) {
            replace(rolled.grantId(), grant -> grant.endingAt(rolled.expiresAt()));
            noteEnding(rolled.expiresAt());
        } else if (event instanceof SubscriptionEvent changed) {
            follow(changed.subscription());
        } else if (event instanceof DailyGrantIssued daily) {
            lastDailyGrant = daily.day();
        } else if (event instanceof AccountOpened opened) {
            openedAt = opened.at();
        } else if (event instanceof AccountClosed) {
            closed = true;
        }
    }

    /** What can be spent, less debt; below zero while the debt is larger. */
    public Credits available() {
        return remaining().minus(debt);
    }

    public Credits remaining() {
        return Credits.sum(grants.values(), Grant::remaining);
    }

    public Credits held() {
        return Credits.sum(reservations.values(), Reservation::credits);
    }

    /** What can be spent, by where it came from; every source is there. */
    public Map<Source, Credits> bySource() {
        Map<Source, Credits> sums = new EnumMap<>(Source.class);
        for (Source source : Source.values()) {
            sums.put(source, Credits.ZERO);
        }
        grants.values().forEach(grant -> sums.merge(grant.source(), grant.remaining(), Credits::plus));
        return sums;
    }

    public Collection<Grant> grants() {
        return Collections.unmodifiableCollection(grants.values());
    }

    public Optional<Grant> grant(GrantId id) {
        return Optional.ofNullable(grants.get(id));
    }

    public Collection<Reservation> reservations() {
        return Collections.unmodifiableCollection(reservations.values());
    }

    public Optional<Reservation> reservation(RunId run) {
        return Optional.ofNullable(reservations.get(run));
    }

    public Credits debt() {
        return debt;
    }

    /** The subscription, the last one if it has ended. */
    public Optional<Subscription> subscription() {
        return Optional.ofNullable(subscription);
    }

    public boolean isSubscribed() {
        return subscription != null && !subscription.isOver();
    }

    /** All that was ever granted. */
    public Credits granted() {
        return granted;
    }

    public Optional<Instant> openedAt() {
        return Optional.ofNullable(openedAt);
    }

    public boolean isClosed() {
        return closed;
    }

    /** The given instant, or the last event's where the clock stands behind it: within an account time never goes back. */
    public Instant notBeforeLastEvent(Instant now) {
        return lastEventAt != null && now.isBefore(lastEventAt) ? lastEventAt : now;
    }

    boolean hadDailyGrantOf(LocalDate day) {
        return lastDailyGrant != null && !lastDailyGrant.isBefore(day);
    }

    boolean mayHaveEndings(Instant now) {
        return !now.isBefore(nothingEndsBefore);
    }

    /** Looks again at when the next grant or reservation ends. */
    void findNextEnding() {
        nothingEndsBefore = Instant.MAX;
        grants.values().forEach(this::noteEnding);
        reservations.values().forEach(reservation -> noteEnding(reservation.expiresAt()));
        if (subscription != null) {
            follow(subscription);
        }
    }

    private void follow(Subscription changed) {
        subscription = changed;
        if (!changed.isOver()) {
            noteEnding(changed.nextMoment());
        }
    }

    private void open(NewGrant grant) {
        Grant opened = Grant.opened(grant, grantsOpened++);
        boolean reopened = grant.credits().isZero();
        if (reopened || !opened.isUsedUp()) {
            grants.putIfAbsent(opened.id(), opened);
            noteEnding(opened);
        }
    }

    private void change(GrantChange change) {
        replace(change.grantId(), grant -> grant.withRemaining(change.change()));
        grant(change.grantId()).ifPresent(this::noteEnding);
    }

    private void hold(Reservation reservation) {
        reservation.grants().forEach(part -> replace(part.grantId(), grant -> grant.withHeld(part.credits())));
        reservations.put(reservation.runId(), reservation);
        noteEnding(reservation.expiresAt());
    }

    private void end(RunId run) {
        Reservation ended = reservations.remove(run);
        if (ended != null) {
            ended.grants()
                    .forEach(part -> replace(
                            part.grantId(),
                            grant -> grant.withHeld(part.credits().negated())));
        }
    }

    private void replace(GrantId id, UnaryOperator<Grant> change) {
        grants.computeIfPresent(id, (same, grant) -> {
            Grant changed = change.apply(grant);
            return changed.isUsedUp() ? null : changed;
        });
    }

    private void noteEnding(Grant grant) {
        Instant ending = grant.expiresAt();
        if (ending != null && grant.remaining().isPositive()) {
            noteEnding(ending);
        }
    }

    private void noteEnding(Instant ending) {
        if (ending.isBefore(nothingEndsBefore)) {
            nothingEndsBefore = ending;
        }
    }
}
