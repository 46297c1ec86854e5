package io.runledger.api;

import java.time.Instant;
import java.time.ZoneId;
import org.axonframework.serialization.Revision;

/** What members of an account may spend was changed. */
public sealed interface MemberEvent extends AccountEvent {

    /** Who spends. */
    String member();

    @Override
    default Effect effect() {
        return Effect.NONE;
    }

    /**
     * A member may spend so much in each period.
     *
     * @param zone where the days of the period begin
     */
    @Revision("1")
    record MemberBudgetSet(
            Instant at, String member, Credits credits, BudgetPeriod period, ZoneId zone, Credits available)
            implements MemberEvent {}

    /**
     * A member may spend more in the period that runs.
     *
     * @param credits how much more
     */
    @Revision("1")
    record MemberBudgetRaised(
            Instant at, RaiseId raiseId, String member, Credits credits, String fingerprint, Credits available)
            implements MemberEvent {

        @Override
        public String key() {
            return Keys.raise(raiseId);
        }
    }

    /** A member may spend whatever the account has. */
    @Revision("1")
    record MemberBudgetRemoved(Instant at, String member, Credits available) implements MemberEvent {

        @Override
        public Credits credits() {
            return Credits.ZERO;
        }
    }
}
