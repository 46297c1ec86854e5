package io.runledger.api.holdings;

import io.runledger.api.Credits;
import io.runledger.api.GrantId;
import io.runledger.api.NewGrant;
import io.runledger.api.Scope;
import io.runledger.api.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A grant as it stands.
 *
 * @param remaining what can be spent of it
 * @param held what open reservations have taken from it
 * @param age its place among the account's grants, the oldest first
 */
public record Grant(
        GrantId id,
        Source source,
        boolean paid,
        Scope scope,
        @Nullable Instant expiresAt,
        Credits remaining,
        Credits held,
        boolean voided,
        long age) {

    static Grant opened(NewGrant grant, long age) {
        return new Grant(
                grant.grantId(),
                grant.source(),
                grant.paid(),
                grant.scope(),
                grant.expiresAt(),
                grant.remaining(),
                Credits.ZERO,
                false,
                age);
    }

    public boolean isExpiredAt(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Whether nothing is left of it, neither to spend nor to come back. */
    boolean isUsedUp() {
        return remaining.isZero() && held.isZero();
    }

    Grant withRemaining(Credits change) {
        return new Grant(id, source, paid, scope, expiresAt, remaining.plus(change), held, voided, age);
    }

    Grant withHeld(Credits change) {
        return new Grant(id, source, paid, scope, expiresAt, remaining, held.plus(change), voided, age);
    }

    Grant endingAt(Instant instant) {
        return new Grant(id, source, paid, scope, instant, remaining, held, voided, age);
    }

    Grant asVoided() {
        return new Grant(id, source, paid, scope, expiresAt, remaining, held, true, age);
    }

    /** The same grant as a new one with nothing in it, for an account that has forgotten it. */
    public NewGrant reopened() {
        return new NewGrant(id, source, Credits.ZERO, Credits.ZERO, paid, scope, expiresAt);
    }
}
