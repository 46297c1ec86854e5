package io.runledger.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** An event in the life of one run. */
public sealed interface RunEvent extends AccountEvent {

    RunId runId();

    /** An event that ends a reservation: its held credits are held no more. */
    sealed interface EndOfReservation extends RunEvent {

        /** The credits it held until now; zero if it had ended before. */
        Credits reserved();

        /** What went back to grants, and what became of it there. */
        List<Returned> returned();

        @Override
        default List<GrantChange> grantChanges() {
            return GrantChange.backTo(returned());
        }
    }

    /**
     * Credits were set aside for a run.
     *
     * @param grants where they come from, in burn-down order
     * @param expiresAt when the reservation lapses unless something is said of it
     * @param commercialUse whether every credit is paid for
     * @param paidOnly whether it may take from paid grants alone, now and at the capture
     */
    @Revision("1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CreditsReserved(
            Instant at,
            RunId runId,
            Credits credits,
            List<RunLine> lines,
            List<Taken> grants,
            @Nullable String member,
            @Nullable String feature,
            Instant expiresAt,
            int rateCardVersion,
            boolean commercialUse,
            boolean paidOnly,
            String fingerprint,
            Credits available)
            implements RunEvent {

        public CreditsReserved {
            lines = List.copyOf(lines);
            grants = List.copyOf(grants);
        }

        @Override
        public String key() {
            return Keys.reserve(runId);
        }

        @Override
        public List<GrantChange> grantChanges() {
            return GrantChange.outOf(grants);
        }

        @Override
        public Effect effect() {
            return Effect.NONE.withHeld(credits);
        }
    }

    /**
     * A run succeeded and was paid.
     *
     * @param credits what it cost: what grants gave for it and what became debt
     * @param reserved what its reservation held; zero if that had lapsed
     * @param returned what of the reservation was not needed
     * @param extra what was taken beyond the reservation
     * @param shortfall what could not be taken and was written off; no part of {@code credits}
     * @param debt what could not be taken and is owed
     */
    @Revision("1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CreditsCaptured(
            Instant at,
            RunId runId,
            Credits credits,
            Credits reserved,
            List<RunLine> lines,
            List<Returned> returned,
            List<Taken> extra,
            Credits shortfall,
            Credits debt,
            @Nullable String member,
            @Nullable String feature,
            boolean commercialUse,
            String fingerprint,
            Credits available)
            implements EndOfReservation {

        public CreditsCaptured {
            lines = List.copyOf(lines);
            returned = List.copyOf(returned);
            extra = List.copyOf(extra);
        }

        @Override
        public String key() {
            return Keys.capture(runId);
        }

        @Override
        public List<GrantChange> grantChanges() {
            return GrantChange.of(returned, extra);
        }

        @Override
        public Effect effect() {
            return Effect.NONE
                    .withHeld(reserved.negated())
                    .withCaptured(credits.minus(debt))
                    .withReturned(returned)
                    .withDebt(debt)
                    .withShortfall(shortfall);
        }
    }

    /**
     * A run failed and its credits came back.
     *
     * @param credits all that the account got back: into grants, as compensation, or off its debt
     * @param reserved what its reservation held; zero if it was captured, or had lapsed
     * @param captured what its capture had cost; zero if it was not captured
     * @param lines the run's lines with the credits of its capture, or of its reservation
     * @param compensations grants that make good for what came back to expired ones
     * @param reopened grants that were used up and forgotten, and get credits back
     * @param debtCancelled what of the capture was still owed
     * @param debtReturned what of the capture had been owed and was paid since; it comes back as a compensation
     * @param reason a code of the gateway's
     */
    @Revision("1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RunFailedRefunded(
            Instant at,
            RunId runId,
            Credits credits,
            Credits reserved,
            Credits captured,
            List<RunLine> lines,
            List<Returned> returned,
            List<NewGrant> compensations,
            List<NewGrant> reopened,
            Credits debtCancelled,
            Credits debtReturned,
            @Nullable String member,
            @Nullable String feature,
            @Nullable String reason,
            String fingerprint,
            Credits available)
            implements EndOfReservation {

        public RunFailedRefunded {
            lines = List.copyOf(lines);
            returned = List.copyOf(returned);
            compensations = List.copyOf(compensations);
            reopened = List.copyOf(reopened);
        }

        @Override
        public String key() {
            return Keys.refund(runId);
        }

        @Override
        public List<NewGrant> newGrants() {
            return Stream.concat(compensations.stream(), reopened.stream()).toList();
        }

        @Override
        public Effect effect() {
            Effect effect = Effect.NONE
                    .withHeld(reserved.negated())
                    .withCaptured(captured.minus(debtCancelled).negated())
                    .withDebt(debtCancelled.negated())
                    .withReturned(returned)
                    .withGranted(debtReturned.negated());
            for (NewGrant compensation : compensations) {
                effect = effect.withGrant(compensation);
            }
            return effect;
        }
    }

    /** A run was cancelled before it used anything. */
    @Revision("1")
    record ReservationReleased(
            Instant at, RunId runId, Credits reserved, List<Returned> returned, String fingerprint, Credits available)
            implements EndOfReservation {

        public ReservationReleased {
            returned = List.copyOf(returned);
        }

        @Override
        public String key() {
            return Keys.release(runId);
        }

        @Override
        public Credits credits() {
            return reserved;
        }

        @Override
        public Effect effect() {
            return Effect.NONE.withHeld(reserved.negated()).withReturned(returned);
        }
    }

    /** Nobody said anything of a run in time. */
    @Revision("1")
    record ReservationExpired(
            Instant at, RunId runId, Credits reserved, List<Returned> returned, Instant expiredAt, Credits available)
            implements EndOfReservation {

        public ReservationExpired {
            returned = List.copyOf(returned);
        }

        @Override
        public String key() {
            return Keys.lapse(runId);
        }

        @Override
        public Credits credits() {
            return reserved;
        }

        @Override
        public Effect effect() {
            return Effect.NONE.withHeld(reserved.negated()).withReturned(returned);
        }
    }
}
