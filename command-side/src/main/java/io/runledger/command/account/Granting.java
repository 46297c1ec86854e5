package io.runledger.command.account;

import io.runledger.api.Credits;
import io.runledger.api.GrantCommand.GrantCredits;
import io.runledger.api.GrantCommand.IssueDailyGrant;
import io.runledger.api.GrantCommand.RecordPurchase;
import io.runledger.api.GrantCommand.VoidGrant;
import io.runledger.api.GrantEvent.CreditsGranted;
import io.runledger.api.GrantEvent.CreditsPurchased;
import io.runledger.api.GrantEvent.DailyGrantIssued;
import io.runledger.api.GrantEvent.GrantVoided;
import io.runledger.api.GrantId;
import io.runledger.api.Keys;
import io.runledger.api.Outcome.DailyGrant;
import io.runledger.api.Outcome.Granted;
import io.runledger.api.Outcome.Purchased;
import io.runledger.api.Outcome.Voided;
import io.runledger.api.RejectionReason;
import io.runledger.api.Scope;
import io.runledger.api.holdings.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Brings credits into an account, and takes back what is left of a grant. New credits pay a debt first. */
final class Granting {

    private Granting() {}

    /** The daily credits fall due by themselves; all that is left to do is to book them now. */
    static Decision decide(IssueDailyGrant command, Situation situation) {
        if (situation.holdings().isClosed()) {
            return Refusals.closed();
        }
        Credits available = situation.available();
        return situation.due(DailyGrantIssued.class).stream()
                .findFirst()
                .<Decision>map(daily -> new Decision.Accept(
                        List.of(), version -> new DailyGrant(true, daily.credits(), available, version)))
                .orElseGet(
                        () -> new Decision.Repeat(version -> new DailyGrant(false, Credits.ZERO, available, version)));
    }

    static Decision decide(GrantCredits command, Situation situation) {
        return situation
                .memory()
                .event(command.grantId().openingKey(), CreditsGranted.class)
                .map(first -> Decision.repeatIfSame(
                        command.fingerprint(),
                        first.fingerprint(),
                        version -> outcome(first, version),
                        RejectionReason.ID_CONFLICT,
                        "grant " + command.grantId()))
                .orElseGet(() -> grant(command, situation));
    }

    private static Decision grant(GrantCredits command, Situation situation) {
        Instant expiresAt = command.expiresAt();
        if (expiresAt != null && !expiresAt.isAfter(situation.now())) {
            return Decision.refuse(
                    RejectionReason.EXPIRY_IN_THE_PAST,
                    "expiresAt is " + expiresAt + ", and it is " + situation.now() + " now; it must lie ahead");
        }
        return bringIn(command.credits(), situation, () -> {
            CreditsGranted event = new CreditsGranted(
                    situation.now(),
                    command.grantId(),
                    command.source(),
                    command.credits(),
                    paysDebt(command.credits(), situation),
                    Objects.requireNonNullElse(command.scope(), Scope.EVERYTHING),
                    expiresAt,
                    command.fingerprint(),
                    situation.available().plus(command.credits()));
            return Decision.accept(event, version -> outcome(event, version));
        });
    }

    static Decision decide(RecordPurchase command, Situation situation) {
        return situation
                .memory()
                .event(GrantId.of(command.purchaseId()).openingKey(), CreditsPurchased.class)
                .map(first -> Decision.repeatIfSame(
                        command.fingerprint(),
                        first.fingerprint(),
                        version -> outcome(first, version),
                        RejectionReason.ID_CONFLICT,
                        "purchase " + command.purchaseId()))
                .orElseGet(() -> purchase(command, situation));
    }

    private static Decision purchase(RecordPurchase command, Situation situation) {
        return bringIn(command.credits(), situation, () -> {
            CreditsPurchased event = new CreditsPurchased(
                    situation.now(),
                    command.purchaseId(),
                    command.credits(),
                    paysDebt(command.credits(), situation),
                    Scope.EVERYTHING,
                    topUpExpiry(situation),
                    command.price(),
                    command.currency(),
                    command.fingerprint(),
                    situation.available().plus(command.credits()));
            return Decision.accept(event, version -> outcome(event, version));
        });
    }

    private static @Nullable Instant topUpExpiry(Situation situation) {
        Duration expiry = situation.policy().topUpExpiry();
        return expiry == null ? null : situation.now().plus(expiry);
    }

    static Decision decide(VoidGrant command, Situation situation) {
        Optional<GrantVoided> first = situation.memory().event(Keys.voiding(command.grantId()), GrantVoided.class);
        if (first.isPresent()) {
            return new Decision.Repeat(version -> outcome(first.get(), version));
        }
        return situation
                .holdings()
                .grant(command.grantId())
                .or(() -> situation.memory().grant(command.grantId()))
                .map(grant -> voidGrant(command, grant, situation))
                .orElseGet(() -> Decision.refuse(
                        RejectionReason.UNKNOWN_GRANT, "the account has no grant " + command.grantId()));
    }

    private static Decision voidGrant(VoidGrant command, Grant grant, Situation situation) {
        GrantVoided event = new GrantVoided(
                situation.now(),
                grant.id(),
                grant.remaining(),
                command.fingerprint(),
                situation.available().minus(grant.remaining()));
        return Decision.accept(event, version -> outcome(event, version));
    }

    static Decision bringIn(Credits credits, Situation situation, Supplier<Decision> decision) {
        if (situation.holdings().isClosed()) {
            return Refusals.closed();
        }
        Credits granted = situation.holdings().granted().plus(credits);
        return granted.compareTo(Credits.MOST_PER_ACCOUNT) > 0
                ? Decision.refuse(
                        RejectionReason.LIMIT_EXCEEDED,
                        "the account would have been granted " + granted + " credits in all; the most is "
                                + Credits.MOST_PER_ACCOUNT)
                : decision.get();
    }

    static Credits paysDebt(Credits credits, Situation situation) {
        return credits.min(situation.holdings().debt());
    }

    private static Granted outcome(CreditsGranted event, long version) {
        return new Granted(event.grantId(), event.source(), event.credits(), event.available(), version);
    }

    private static Purchased outcome(CreditsPurchased event, long version) {
        return new Purchased(event.purchaseId(), event.grantId(), event.credits(), event.available(), version);
    }

    private static Voided outcome(GrantVoided event, long version) {
        return new Voided(event.grantId(), event.credits(), event.available(), version);
    }
}
