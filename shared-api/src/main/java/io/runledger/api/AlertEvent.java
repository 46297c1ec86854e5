package io.runledger.api;

import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;

/** Something that the owner of an account is told. */
public sealed interface AlertEvent extends AccountEvent {

    @Override
    default Effect effect() {
        return Effect.NONE;
    }

    /**
     * From now on, these thresholds hold for the account.
     *
     * @param lowBalance the highest first; none: nothing is said when credits run low
     */
    @Revision("1")
    record AlertsConfigured(Instant at, List<Credits> lowBalance, Credits available) implements AlertEvent {

        public AlertsConfigured {
            lowBalance = List.copyOf(lowBalance);
        }

        @Override
        public Credits credits() {
            return Credits.ZERO;
        }
    }

    /** Less is available than the threshold, and it was not so before. */
    @Revision("1")
    record LowBalanceReached(Instant at, Credits threshold, Credits available) implements AlertEvent {

        @Override
        public Credits credits() {
            return threshold;
        }
    }

    /**
     * What is left of a paid grant will soon be gone.
     *
     * @param credits what is left now
     */
    @Revision("1")
    record CreditsExpiring(
            Instant at, GrantId grantId, Source source, Credits credits, Instant expiresAt, Credits available)
            implements AlertEvent {

        @Override
        public String key() {
            return Keys.expiring(grantId, expiresAt);
        }
    }
}
