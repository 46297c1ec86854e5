package io.runledger.query;

import io.runledger.api.AccountEvent;
import io.runledger.api.AccountEvent.AccountClosed;
import io.runledger.api.AccountEvent.AccountOpened;
import io.runledger.api.AccountId;
import io.runledger.api.BillingPeriod;
import io.runledger.api.Credits;
import io.runledger.api.GrantEvent.CreditsGranted;
import io.runledger.api.GrantEvent.CreditsPurchased;
import io.runledger.api.GrantEvent.GrantVoided;
import io.runledger.api.GrantId;
import io.runledger.api.PurchaseId;
import io.runledger.api.Returned;
import io.runledger.api.Rollover;
import io.runledger.api.RunEvent.CreditsCaptured;
import io.runledger.api.RunEvent.CreditsReserved;
import io.runledger.api.RunEvent.ReservationReleased;
import io.runledger.api.RunEvent.RunFailedRefunded;
import io.runledger.api.RunId;
import io.runledger.api.RunLine;
import io.runledger.api.Scope;
import io.runledger.api.Source;
import io.runledger.api.Subscription;
import io.runledger.api.SubscriptionEvent.SubscriptionStarted;
import io.runledger.api.SubscriptionId;
import io.runledger.api.SubscriptionTerms;
import io.runledger.api.Taken;
import io.runledger.api.holdings.Comeback;
import io.runledger.api.holdings.Due;
import io.runledger.api.holdings.Grant;
import io.runledger.api.holdings.Holdings;
import io.runledger.api.holdings.Reservation;
import io.runledger.api.policy.Policy;
import io.runledger.query.projection.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An account that decides as little as can be, but whose events fit together. */
public final class TestAccount {

    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    public static final Duration RESERVATION = Duration.ofMinutes(15);

    private final AccountId id;
    private final Holdings holdings = new Holdings();
    private final List<Recorded> events = new ArrayList<>();
    private final Map<RunId, CreditsCaptured> captured = new HashMap<>();
    private final Map<RunId, List<Taken>> spent = new HashMap<>();
    private Instant now = START;

    private TestAccount(String id) {
        this.id = new AccountId(id);
    }

    public static TestAccount opened(String id) {
        return openedAt(id, START);
    }

    public static TestAccount openedAt(String id, Instant at) {
        TestAccount account = new TestAccount(id);
        account.now = at;
        return account.happened(new AccountOpened(at, account.id));
    }

    public static Credits credits(String amount) {
        return Credits.of(amount);
    }

    public static RunLine line(String model, String credits) {
        return RunLine.raw(model, Credits.of(credits), false);
    }

    public AccountId id() {
        return id;
    }

    public List<Recorded> events() {
        return List.copyOf(events);
    }

    public Holdings holdings() {
        return holdings;
    }

    public Instant now() {
        return now;
    }

    public long version() {
        return events.size() - 1;
    }

    public TestAccount at(Instant instant) {
        now = instant;
        return this;
    }

    public TestAccount after(Duration duration) {
        return at(now.plus(duration));
    }

    public TestAccount due(Policy policy) {
        Due.of(holdings, policy, now).events().forEach(this::happened);
        return this;
    }

    public TestAccount granted(String grant, String credits, Instant expiresAt) {
        return happened(new CreditsGranted(
                now,
                new GrantId(grant),
                Source.PROMOTIONAL,
                credits(credits),
                Credits.ZERO,
                Scope.EVERYTHING,
                expiresAt,
                "f",
                holdings.available().plus(credits(credits))));
    }

    public TestAccount purchased(String purchase, String credits) {
        Credits amount = credits(credits);
        return happened(new CreditsPurchased(
                now,
                new PurchaseId(purchase),
                amount,
                holdings.debt().min(amount),
                Scope.EVERYTHING,
                null,
                null,
                null,
                "f",
                holdings.available().plus(amount)));
    }

    /** For a quarter, 40 credits a month, of which at most 30 go into the next; its first month is still to be booked. */
    public TestAccount subscribed(String subscription) {
        SubscriptionTerms terms = new SubscriptionTerms(
                "saver", BillingPeriod.QUARTERLY, credits("40"), Rollover.CAPPED, credits("30"), 0);
        return happened(new SubscriptionStarted(
                now,
                Subscription.started(new SubscriptionId(subscription), terms, now, ZoneId.of("Europe/Berlin")),
                "f",
                holdings.available()));
    }

    public TestAccount voided(String grant) {
        Credits left = holdings.grant(new GrantId(grant)).orElseThrow().remaining();
        return happened(new GrantVoided(
                now, new GrantId(grant), left, "f", holdings.available().minus(left)));
    }

    public TestAccount reserved(String run, String member, String feature, RunLine... lines) {
        Credits total = RunLine.total(Arrays.asList(lines));
        return happened(new CreditsReserved(
                now,
                new RunId(run),
                total,
                List.of(lines),
                take(total),
                member,
                feature,
                now.plus(RESERVATION),
                1,
                false,
                false,
                "f",
                holdings.available().minus(total)));
    }

    /** All that was reserved; nothing of it if the reservation had lapsed, when it is written off. */
    public TestAccount captured(String run) {
        Reservation reservation = holdings.reservation(new RunId(run)).orElseThrow();
        return captured(run, reservation.credits().toString());
    }

    /** A part of what was reserved, or more, which becomes debt where nothing is left. */
    public TestAccount captured(String run, String credits) {
        Reservation reservation = holdings.reservation(new RunId(run)).orElseThrow();
        Credits cost = credits(credits);
        Credits beyond = cost.minus(reservation.credits()).orZero();
        Credits back = reservation.credits().minus(cost).orZero();
        List<Taken> parts = part(reservation.grants(), back);
        List<Returned> returned = Comeback.of(parts, holdings, now);
        List<Taken> extra = take(beyond.min(holdings.remaining()));
        Credits debt = beyond.minus(Taken.total(extra));
        CreditsCaptured event = new CreditsCaptured(
                now,
                new RunId(run),
                cost,
                reservation.credits(),
                RunLine.split(cost, reservation.lines()),
                returned,
                extra,
                Credits.ZERO,
                debt,
                reservation.member(),
                reservation.feature(),
                true,
                "f",
                holdings.available().plus(Comeback.regained(returned)).minus(beyond));
        captured.put(event.runId(), event);
        spent.put(event.runId(), reservation.grants());
        return happened(event);
    }

    public TestAccount failed(String run) {
        Reservation reservation = holdings.reservation(new RunId(run)).orElseThrow();
        List<Returned> returned = Comeback.of(reservation.grants(), holdings, now);
        return happened(new RunFailedRefunded(
                now,
                reservation.runId(),
                Comeback.regained(returned),
                reservation.credits(),
                Credits.ZERO,
                reservation.lines(),
                returned,
                List.of(),
                List.of(),
                Credits.ZERO,
                Credits.ZERO,
                reservation.member(),
                reservation.feature(),
                "timeout",
                "f",
                holdings.available().plus(Comeback.regained(returned))));
    }

    /** A run that was captured in full, from grants that are there still. */
    public TestAccount refunded(String run) {
        CreditsCaptured capture = captured.get(new RunId(run));
        List<Returned> returned = Comeback.of(spent.get(new RunId(run)), holdings, now);
        return happened(new RunFailedRefunded(
                now,
                capture.runId(),
                capture.credits(),
                Credits.ZERO,
                capture.credits(),
                capture.lines(),
                returned,
                List.of(),
                List.of(),
                Credits.ZERO,
                Credits.ZERO,
                capture.member(),
                capture.feature(),
                null,
                "f",
                holdings.available().plus(Comeback.regained(returned))));
    }

    public TestAccount released(String run) {
        Reservation reservation = holdings.reservation(new RunId(run)).orElseThrow();
        List<Returned> returned = Comeback.of(reservation.grants(), holdings, now);
        return happened(new ReservationReleased(
                now,
                reservation.runId(),
                reservation.credits(),
                returned,
                "f",
                holdings.available().plus(Comeback.regained(returned))));
    }

    public TestAccount closed() {
        return happened(new AccountClosed(now, holdings.available()));
    }

    private TestAccount happened(AccountEvent event) {
        holdings.apply(event);
        events.add(new Recorded(id, events.size(), event));
        return this;
    }

    private List<Taken> take(Credits total) {
        List<Taken> taken = new ArrayList<>();
        Credits open = total;
        for (Grant grant : holdings.grants()) {
            Credits part = open.min(grant.remaining());
            if (part.isPositive()) {
                taken.add(new Taken(grant.id(), grant.source(), part));
                open = open.minus(part);
            }
        }
        if (open.isPositive()) {
            throw new IllegalArgumentException(id + " lacks " + open);
        }
        return taken;
    }

    private static List<Taken> part(List<Taken> parts, Credits total) {
        List<Taken> some = new ArrayList<>();
        Credits open = total;
        for (Taken part : parts) {
            Credits credits = open.min(part.credits());
            if (credits.isPositive()) {
                some.add(new Taken(part.grantId(), part.source(), credits));
                open = open.minus(credits);
            }
        }
        return some;
    }
}
