package io.runledger.api;

import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an account. An event says all that anyone needs to follow it: the credits, the grants they touched and
 * what is available after it. It holds no personal data and no free text.
 */
public sealed interface AccountEvent
        permits AccountEvent.AccountOpened,
                AccountEvent.AccountClosed,
                AccountEvent.PersonalDataErased,
                AlertEvent,
                GrantEvent,
                MemberEvent,
                PaymentEvent,
                RunEvent,
                SubscriptionEvent,
                TopUpEvent {

    /** When it was decided; within an account it never goes back. */
    Instant at();

    /** What can be spent after it, less debt; below zero while the debt is larger than what is left. */
    Credits available();

    /** The amount that the event is about, as a statement of account shows it. */
    Credits credits();

    /** What it changes in the account's totals. */
    Effect effect();

    /** The idempotency key that it uses up; null where it may happen again. */
    default @Nullable String key() {
        return null;
    }

    /** The grants that begin with it. */
    default List<NewGrant> newGrants() {
        return List.of();
    }

    /** What it adds to the remaining credits of grants that are there already; below zero where it takes. */
    default List<GrantChange> grantChanges() {
        return List.of();
    }

    /** The account exists. */
    @Revision("1")
    record AccountOpened(Instant at, AccountId account) implements AccountEvent {

        @Override
        public Credits available() {
            return Credits.ZERO;
        }

        @Override
        public Credits credits() {
            return Credits.ZERO;
        }

        @Override
        public Effect effect() {
            return Effect.NONE;
        }
    }

    /** What was known of the person behind the account was deleted; every figure stays. */
    @Revision("1")
    record PersonalDataErased(Instant at, ErasureId erasureId, Credits available) implements AccountEvent {

        @Override
        public Credits credits() {
            return Credits.ZERO;
        }

        @Override
        public Effect effect() {
            return Effect.NONE;
        }

        @Override
        public String key() {
            return Keys.erasure(erasureId);
        }
    }

    /** The account takes no new runs and no new credits; what is open can still be finished. */
    @Revision("1")
    record AccountClosed(Instant at, Credits available) implements AccountEvent {

        @Override
        public Credits credits() {
            return Credits.ZERO;
        }

        @Override
        public Effect effect() {
            return Effect.NONE;
        }
    }
}
