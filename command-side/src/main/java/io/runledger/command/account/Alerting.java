package io.runledger.command.account;

import io.runledger.api.AccountEvent;
import io.runledger.api.AccountEvent.AccountClosed;
import io.runledger.api.AlertCommand.ConfigureAlerts;
import io.runledger.api.AlertCommand.WarnOfExpiry;
import io.runledger.api.AlertEvent.AlertsConfigured;
import io.runledger.api.AlertEvent.CreditsExpiring;
import io.runledger.api.AlertEvent.LowBalanceReached;
import io.runledger.api.Credits;
import io.runledger.api.Keys;
import io.runledger.api.LowBalance;
import io.runledger.api.Outcome.Alerts;
import io.runledger.api.Outcome.ExpiryWarned;
import io.runledger.api.holdings.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Tells the owner of an account what it had better know. */
final class Alerting {

    private Alerting() {}

    static Decision decide(ConfigureAlerts command, Situation situation) {
        if (situation.holdings().isClosed()) {
            return Refusals.closed();
        }
        return command.lowBalance().equals(situation.thresholds())
                ? show(situation)
                : Decision.accept(
                        new AlertsConfigured(situation.now(), command.lowBalance(), situation.available()),
                        version -> new Alerts(command.lowBalance(), version));
    }

    static Decision show(Situation situation) {
        return new Decision.Repeat(version -> new Alerts(situation.thresholds(), version));
    }

    /** A grant that has nothing left, or lasts longer by now, needs no warning. */
    static Decision decide(WarnOfExpiry command, Situation situation) {
        Duration ahead = situation.policy().alerts().expiryWarning();
        return situation
                .holdings()
                .grant(command.grantId())
                .filter(grant -> ahead != null && expiresWithin(ahead, grant, situation.now()))
                .filter(grant -> situation
                        .memory()
                        .event(Keys.expiring(grant.id(), String.valueOf(grant.expiresAt())), CreditsExpiring.class)
                        .isEmpty())
                .map(grant -> Decision.accept(warning(grant, situation), version -> new ExpiryWarned(true, version)))
                .orElseGet(() -> new Decision.Repeat(version -> new ExpiryWarned(false, version)));
    }

    private static boolean expiresWithin(Duration ahead, Grant grant, Instant now) {
        Instant expiresAt = grant.expiresAt();
        return expiresAt != null
                && grant.remaining().isPositive()
                && !grant.isExpiredAt(now)
                && !expiresAt.isAfter(now.plus(ahead));
    }

    private static CreditsExpiring warning(Grant grant, Situation situation) {
        return new CreditsExpiring(
                situation.now(),
                grant.id(),
                grant.source(),
                grant.remaining(),
                Objects.requireNonNull(grant.expiresAt()),
                situation.available());
    }

    /**
     * The events of a decision, and what is to be said of them.
     *
     * @param before what was available before the first, as booked
     */
    static List<AccountEvent> withWarnings(List<AccountEvent> events, Credits before, List<Credits> thresholds) {
        if (thresholds.isEmpty() || events.isEmpty()) {
            return events;
        }
        AccountEvent last = events.get(events.size() - 1);
        List<Credits> crossed =
                last instanceof AccountClosed ? List.of() : LowBalance.crossed(thresholds, before, last.available());
        return crossed.isEmpty()
                ? events
                : Stream.concat(
                                events.stream(),
                                crossed.stream()
                                        .map(threshold ->
                                                new LowBalanceReached(last.at(), threshold, last.available())))
                        .toList();
    }
}
