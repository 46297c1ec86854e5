package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** Credits came into an account, or left it other than by a run. */
public sealed interface GrantEvent extends AccountEvent {

    /**
     * The policy's daily credits.
     *
     * @param day the day they are for, in the policy's zone
     */
    @Revision("1")
    record DailyGrantIssued(
            Instant at,
            LocalDate day,
            GrantId grantId,
            Credits credits,
            Scope scope,
            Instant expiresAt,
            Credits available)
            implements GrantEvent {

        @Override
        public String key() {
            return grantId.openingKey();
        }

        @Override
        public List<NewGrant> newGrants() {
            return List.of(new NewGrant(grantId, Source.FREE, credits, Credits.ZERO, false, scope, expiresAt));
        }

        @Override
        public Effect effect() {
            return Effect.NONE.withGranted(credits);
        }
    }

    /**
     * An operator gave credits.
     *
     * @param source promotional or compensation
     */
    @Revision("1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CreditsGranted(
            Instant at,
            GrantId grantId,
            Source source,
            Credits credits,
            Credits debtPaid,
            Scope scope,
            @Nullable Instant expiresAt,
            String fingerprint,
            Credits available)
            implements GrantEvent {

        @Override
        public String key() {
            return grantId.openingKey();
        }

        @Override
        public List<NewGrant> newGrants() {
            return List.of(new NewGrant(grantId, source, credits, debtPaid, false, scope, expiresAt));
        }

        @Override
        public Effect effect() {
            return Effect.NONE.withGrant(newGrants().get(0));
        }
    }

    /**
     * Credits were paid for.
     *
     * @param price what was paid, in units of {@code currency}; null where nobody said
     * @param currency ISO 4217
     */
    @Revision("1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CreditsPurchased(
            Instant at,
            PurchaseId purchaseId,
            Credits credits,
            Credits debtPaid,
            Scope scope,
            @Nullable Instant expiresAt,
            @Nullable BigDecimal price,
            @Nullable String currency,
            String fingerprint,
            Credits available)
            implements GrantEvent {

        public GrantId grantId() {
            return GrantId.of(purchaseId);
        }

        @Override
        public String key() {
            return grantId().openingKey();
        }

        @Override
        public List<NewGrant> newGrants() {
            return List.of(new NewGrant(grantId(), Source.TOP_UP, credits, debtPaid, true, scope, expiresAt));
        }

        @Override
        public Effect effect() {
            return Effect.NONE.withGrant(newGrants().get(0));
        }
    }

    /** What was left of a grant can't be spent any more: breakage. */
    @Revision("1")
    record GrantExpired(Instant at, GrantId grantId, Credits credits, Instant expiredAt, Credits available)
            implements GrantEvent {

        @Override
        public List<GrantChange> grantChanges() {
            return List.of(new GrantChange(grantId, credits.negated()));
        }

        @Override
        public Effect effect() {
            return Effect.NONE.withExpired(credits);
        }
    }

    /**
     * What was left of a subscription's month went into the next, as far as the plan allows; the rest of it is breakage.
     *
     * @param credits what is left of the grant from now on
     * @param expired what of it could not go into the next month
     * @param expiresAt the first instant at which it can't be spent any more
     */
    @Revision("1")
    record CreditsRolledOver(
            Instant at, GrantId grantId, Credits credits, Credits expired, Instant expiresAt, Credits available)
            implements GrantEvent {

        @Override
        public List<GrantChange> grantChanges() {
            return expired.isZero() ? List.of() : List.of(new GrantChange(grantId, expired.negated()));
        }

        @Override
        public Effect effect() {
            return Effect.NONE.withExpired(expired);
        }
    }

    /**
     * An operator took back what was left of a grant. What open reservations hold of it is voided when it comes back.
     */
    @Revision("1")
    record GrantVoided(Instant at, GrantId grantId, Credits credits, String fingerprint, Credits available)
            implements GrantEvent {

        @Override
        public String key() {
            return Keys.voiding(grantId);
        }

        @Override
        public List<GrantChange> grantChanges() {
            return List.of(new GrantChange(grantId, credits.negated()));
        }

        @Override
        public Effect effect() {
            return Effect.NONE.withVoided(credits);
        }
    }
}
